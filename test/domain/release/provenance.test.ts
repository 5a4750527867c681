import { expect, test } from 'vitest';
import { provenanceOf } from '../../../src/domain/release/provenance.ts';
import { COMMIT } from '../../support/actions-runs.ts';
import { member, publication, publishedImage } from '../../support/publications.ts';

test('the statement is about every file by its digest', () => {
  const { _type, predicateType, subject } = provenanceOf(publication());
  expect({ _type, predicateType }).toEqual({
    _type: 'https://in-toto.io/Statement/v1',
    predicateType: 'https://slsa.dev/provenance/v1',
  });
  expect(subject).toEqual([
    { name: 'engine', digest: { sha256: 'a'.repeat(64) } },
    { name: 'app.deb', digest: { sha256: 'b'.repeat(64) } },
    { name: 'acme-v1.4.0.zip', digest: { sha256: 'e'.repeat(64) } },
  ]);
});

test('provenance tells what was asked for, and the commits that it came to', () => {
  const { buildDefinition } = provenanceOf(publication()).predicate;
  expect(buildDefinition.externalParameters).toEqual({
    chain: 'acme',
    kind: 'release',
    version: 'v1.4.0',
    repositories: {
      engine: { repository: 'acme/engine', ref: 'main', commit: COMMIT },
      app: { repository: 'acme/app', ref: 'main', commit: COMMIT },
    },
  });
  expect(buildDefinition.resolvedDependencies).toEqual([
    { name: 'engine', uri: 'git+https://github.test/acme/engine', digest: { gitCommit: COMMIT } },
    { name: 'app', uri: 'git+https://github.test/acme/app', digest: { gitCommit: COMMIT } },
  ]);
});

test('provenance tells the train, its start, and each actions run with its attempt', () => {
  expect(provenanceOf(publication()).predicate.runDetails).toMatchObject({
    metadata: { invocationId: 'acme/release/v1.4.0', startedOn: '2026-11-21T12:00:00.000Z' },
    byproducts: [
      {
        name: 'engine',
        uri: 'https://github.test/acme/engine/actions/runs/7',
        annotations: { attempt: 1, workflow: 'build.yml' },
      },
    ],
  });
});

test('repositories of a release without any actions run are taken to be on github.com', () => {
  const { buildDefinition } = provenanceOf(publication({ members: [member('site', { run: null })] })).predicate;
  expect(buildDefinition.resolvedDependencies).toMatchObject([{ uri: 'git+https://github.com/acme/site' }]);
});

test('the statement is about every image, too, whatever becomes of its tag', () => {
  const { subject } = provenanceOf(publication({ files: [], images: [publishedImage()] }));
  expect(subject).toEqual([{ name: 'ghcr.io/acme/app', digest: { sha256: '1f'.repeat(32) } }]);
});
