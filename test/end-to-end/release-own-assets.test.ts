import { expect, test } from 'vitest';
import { startCascade } from '../support/cascade.ts';
import { chain, expectedArtifact, releaseTarget, repository } from '../support/chains.ts';
import { failureOf, startRelease } from '../support/start-trains.ts';

/** A repository whose own actions workflow made two releases: one has the tag of the chain's release, the other one of its own. */
async function startWithOwnReleases(name: string, extra: 'warn' | 'fail', wanted: readonly string[]) {
  const artifacts = [
    expectedArtifact('installer_*.deb', { source: 'release-asset' }),
    ...wanted.map((file) => expectedArtifact(file, { source: 'release-asset', tag: 'rpm-{version_number}' })),
  ];
  const { checks } = releaseTarget();
  const release = releaseTarget({ checks: { ...checks, extra } });
  const repositories = [repository('installer', { build: null, artifacts }), repository('app')];
  const cascade = await startCascade(chain(repositories, { name, release }));
  const debs = { 'installer_1-1_amd64.deb': 'a package', 'notes.txt': 'of the installer alone' };
  await cascade.simulator.publishRelease('acme/installer', { tag: 'v1.4.0', files: debs });
  await cascade.simulator.publishRelease('acme/installer', { tag: 'rpm-1.4.0', files: { 'installer.rpm': 'another' } });
  return cascade;
}

const EXTRA = 'the release v1.4.0 of acme/installer has a file that nobody expected: notes.txt';

test("files of a repository's own releases are published, and what nobody expected there is told", async () => {
  const cascade = await startWithOwnReleases('acme-own', 'warn', ['installer.rpm']);
  const { publishing } = await (await startRelease(cascade)).result();
  expect(publishing).toMatchObject({ status: 'published', release: { warnings: [EXTRA] } });
  const [release] = cascade.simulator.releases('acme/app');
  const names = release?.assets.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['installer_1-1_amd64.deb', 'installer.rpm']));
  expect(names).not.toContain('notes.txt');
});

test("a file that a repository's own release has too much, or lacks, stops the release where the chain says so", async () => {
  const cascade = await startWithOwnReleases('acme-own-strict', 'fail', ['installer.rpm', 'installer.msi']);
  const { message } = await failureOf((await startRelease(cascade)).result());
  expect(message).toContain(EXTRA);
  expect(message).toContain(
    'installer should have the file installer.msi, but the release rpm-1.4.0 of acme/installer has none',
  );
  expect(cascade.simulator.releases('acme/app')).toEqual([]);
});
