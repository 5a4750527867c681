import { hash } from 'node:crypto';
import { expect, test } from 'vitest';
import { startCascade } from '../support/cascade.ts';
import { chain, expectedArtifact, releaseTarget, repository } from '../support/chains.ts';
import { failureOf, startRelease } from '../support/start-trains.ts';

const APP = 'acme/app';

/** A library that publishes its files itself, and an app that takes a table over from its last release, and more from an older one. */
function takingOver(name: string) {
  const core = repository('core', { artifacts: [expectedArtifact('core-*.deb', { source: 'release-asset' })] });
  const artifacts = [
    expectedArtifact('app-{version}.tar.gz'),
    expectedArtifact('table.txt', { source: 'earlier-release' }),
    expectedArtifact('glossary.txt', { source: 'earlier-release', tag: 'v1.2.0' }),
  ];
  return startCascade(chain([core, repository('app', { needs: ['core'], artifacts })], { name }));
}

test("files of a repository's own release, and of releases before, are in the release as they were", async () => {
  const cascade = await takingOver('acme-taken-over');
  const { simulator } = cascade;
  const packages = { 'core-arm64.deb': 'for arm64', 'core-amd64.deb': 'for amd64' };
  const table = { 'table.txt': 'a table' };
  await simulator.publishRelease('acme/core', { tag: 'v1.4.0', files: packages });
  const older = { 'glossary.txt': 'a glossary' };
  await simulator.publishRelease(APP, { tag: 'v1.2.0', files: { ...older, 'table.txt': 'an old table' } });
  await simulator.publishRelease(APP, { tag: 'v1.3.0', files: { ...table, 'glossary.txt': 'a changed glossary' } });
  await (await startRelease(cascade)).result();
  const release = simulator.releases(APP).find(({ tag }) => tag === 'v1.4.0');
  expect(release?.draft).toBe(false);
  for (const [name, text] of Object.entries({ ...packages, ...table, ...older })) {
    const asset = release?.assets.find((candidate) => candidate.name === name);
    expect(asset?.digest, name).toBe(`sha256:${hash('sha256', text)}`);
  }
});

test('releases that lack what should be taken from them stop the release, and each file is named', async () => {
  const cascade = await takingOver('acme-nothing-to-take');
  const { simulator } = cascade;
  await simulator.publishRelease('acme/core', { tag: 'v1.4.0', files: { 'core.rpm': 'of another sort' } });
  const { message } = await failureOf((await startRelease(cascade)).result());
  expect(message).toContain('core should have the file core-*.deb, but the release v1.4.0 of acme/core has none');
  expect(message).toContain('app should have the file table.txt, but acme/app has no release');
  expect(message).toContain('app should have the file glossary.txt, but acme/app has no release v1.2.0');
  expect(simulator.releases(APP)).toEqual([]);
});

test('a release that may not be unsigned stops before anything is collected, where no key is', async () => {
  const release = releaseTarget({ signing: { unsigned: 'refuse', people: null } });
  const cascade = await startCascade(chain([repository('app')], { name: 'acme-must-be-signed', release }));
  const { message } = await failureOf((await startRelease(cascade)).result());
  expect(message).toContain('Set CASCADE_SIGNING_KEY_FILE for every worker that serves the queue of transfers.');
  expect(cascade.simulator.releases(APP)).toEqual([]);
});
