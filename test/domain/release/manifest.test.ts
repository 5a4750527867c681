import { expect, test } from 'vitest';
import { manifestOf } from '../../../src/domain/release/manifest.ts';
import { COMMIT } from '../../support/actions-runs.ts';
import { artifactSource, member, publication, publishedImage, releaseFile } from '../../support/publications.ts';

const RUN = { repository: 'acme/engine', id: 7, attempt: 1, url: 'https://github.test/acme/engine/actions/runs/7' };

test('the manifest tells which train made the release, when, and where it is published', () => {
  expect(manifestOf(publication({ warnings: ['engine-files was rebuilt differently'] }))).toMatchObject({
    schemaVersion: 1,
    chain: 'acme',
    train: 'acme/release/v1.4.0',
    kind: 'release',
    version: 'v1.4.0',
    release: { repository: 'acme/releases', tag: 'v1.4.0', commit: 'c'.repeat(40) },
    startedAt: '2026-11-21T12:00:00.000Z',
    startedBy: 'ada',
    parameters: { platform: ['linux'] },
    warnings: ['engine-files was rebuilt differently'],
  });
});

test('the manifest tells at which commit each repository was built, and by which actions run', () => {
  const [engine, app] = manifestOf(publication()).repositories;
  expect(engine).toEqual({
    alias: 'engine',
    repository: 'acme/engine',
    needs: [],
    ref: 'main',
    commit: COMMIT,
    tag: 'v1.4.0',
    work: 'build',
    workflow: 'build.yml',
    run: RUN,
  });
  expect(app).toMatchObject({ alias: 'app', needs: ['engine'], work: 'nothing', workflow: null, run: null });
});

test('an actions run of another repository is told with its own', () => {
  const run = {
    owner: 'acme',
    name: 'builders',
    id: 9,
    attempt: 2,
    url: 'https://github.test/acme/builders/actions/runs/9',
  };
  const { repositories } = manifestOf(publication({ members: [member('engine', { run })] }));
  expect(repositories[0]?.run).toEqual({ repository: 'acme/builders', id: 9, attempt: 2, url: run.url });
});

test('a file of an artifact is told with the artifact, its actions run and the checks that were made of it', () => {
  const from = artifactSource('engine', { parameters: { platform: 'linux' } });
  const { files } = manifestOf(publication({ files: [releaseFile('engine', { executable: true, from })] }));
  expect(files).toEqual([
    {
      name: 'engine',
      size: 12,
      sha256: 'a'.repeat(64),
      executable: true,
      source: {
        type: 'artifact',
        alias: 'engine',
        repository: 'acme/engine',
        id: 1,
        name: 'engine-files',
        digest: `sha256:${'d'.repeat(64)}`,
        parameters: { platform: 'linux' },
        run: RUN,
      },
      checks: [{ check: 'digest', with: 'engine-files' }],
    },
  ]);
});

test('a file of another release is told with its tag, and without checks where none were made', () => {
  const file = manifestOf(publication()).files.find(({ name }) => name === 'app.deb');
  expect(file).toMatchObject({
    source: { type: 'asset', alias: 'app', tag: 'v1', id: 5, name: 'app.deb' },
    checks: [],
  });
});

test('an archive is told with every file in it, and where each comes from', () => {
  const file = manifestOf(publication()).files.find(({ name }) => name === 'acme-v1.4.0.zip');
  expect(file?.source).toMatchObject({
    type: 'packed',
    format: 'zip',
    entries: [
      { path: 'app/app.deb', sha256: 'b'.repeat(64), executable: false, source: 1 },
      { path: 'engine/engine', sha256: 'a'.repeat(64), executable: true, source: 0 },
    ],
    sources: [
      { type: 'artifact', alias: 'engine', run: RUN },
      { type: 'asset', alias: 'app', tag: 'v1' },
    ],
  });
});

test('an image is told with its reference and its digest', () => {
  expect(manifestOf(publication({ images: [publishedImage()] })).images).toEqual([
    { alias: 'app', reference: 'ghcr.io/acme/app:1.4.0', digest: `sha256:${'1f'.repeat(32)}` },
  ]);
});
