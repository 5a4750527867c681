import { expect, test } from 'vitest';
import type { Fault } from '../../simulator/scenario-faults.ts';
import type { Chain } from '../../src/domain/chain.ts';
import type { CheckPolicy } from '../../src/domain/release/release-target.ts';
import { DEFAULT_TIMINGS } from '../../src/domain/timings.ts';
import { repository as simulated, workflow } from '../support/acme.ts';
import { startCascade } from '../support/cascade.ts';
import { chain, expectedArtifact, releaseTarget, repository } from '../support/chains.ts';
import { failureOf, startRelease } from '../support/start-trains.ts';

const APP = 'acme/app';
const FILE = 'app-v1.4.0.tar.gz';

/** A chain of one repository whose build is made twice, and what both left: only `lib` is the same. */
function builtTwice(name: string, rebuilds: CheckPolicy) {
  const artifacts = [expectedArtifact('app-{version}.tar.gz', { rebuilt: '{artifact}-again' })];
  const { checks } = releaseTarget();
  const release = releaseTarget({ checks: { ...checks, rebuilds } });
  const described: Chain = chain([repository('app', { artifacts })], { name, release });
  const lib = { path: 'lib', bytes: 500 };
  const left = [
    { name: FILE, files: [{ path: 'app', bytes: 1000 }, lib, { path: 'once', bytes: 10 }] },
    { name: `${FILE}-again`, files: [{ path: 'app', bytes: 1001 }, lib] },
  ];
  const repositories = [simulated('app', { workflows: [workflow({ artifacts: left })] })];
  return startCascade(described, { scenario: { repositories } });
}

const DIFFERENCES = [
  expect.stringMatching(
    /^app: app has SHA-256 \w{64} in app-v1\.4\.0\.tar\.gz, but \w{64} in app-v1\.4\.0\.tar\.gz-again/,
  ) as string,
  expect.stringMatching(/^app: once is in app-v1\.4\.0\.tar\.gz, but not in app-v1\.4\.0\.tar\.gz-again/) as string,
];

test('a second build that came out otherwise stops the release, which names each file that differs', async () => {
  const cascade = await builtTwice('acme-built-twice', 'fail');
  const { message } = await failureOf((await startRelease(cascade)).result());
  const [, told = ''] = message.split('Nothing was published: ');
  expect(told.split('; ')).toEqual(DIFFERENCES);
  expect(cascade.simulator.releases(APP)).toEqual([]);
});

test('where the chain says that a second build may differ, the release is published and tells of each file', async () => {
  const cascade = await builtTwice('acme-may-differ', 'warn');
  const { publishing } = await (await startRelease(cascade)).result();
  expect(publishing).toMatchObject({ status: 'published', release: { warnings: DIFFERENCES } });
  const [release] = cascade.simulator.releases(APP);
  expect(release).toMatchObject({ draft: false });
  expect(release?.assets.map(({ name }) => name)).toEqual(expect.arrayContaining(['app', 'lib', 'once']));
});

const damaged = (times: number): Fault => ({
  operation: 'repos/upload-release-asset',
  times,
  effect: { kind: 'damage' },
});

test('a file that GitHub kept otherwise than it was sent makes way for another try', async () => {
  const described = chain([repository('app')], { name: 'acme-kept-otherwise' });
  const { simulator, ...cascade } = await startCascade(described, { scenario: { faults: [damaged(2)] } });
  const { publishing } = await (await startRelease({ simulator, ...cascade })).result();
  const built = publishing?.status === 'published' ? publishing.release.files : [];
  const sha256 = built.find(({ name }) => name === FILE)?.sha256 ?? 'missing';
  const [release] = simulator.releases(APP);
  expect(release?.draft).toBe(false);
  const kept = release?.assets.filter(({ name }) => name === FILE);
  expect(kept).toMatchObject([{ state: 'uploaded', digest: `sha256:${sha256}` }]);
});

test('a file that GitHub never keeps as it was sent is given up at last: the draft stays, and nothing is published', async () => {
  const described = chain([repository('app')], { name: 'acme-never-kept' });
  const { simulator, ...cascade } = await startCascade(described, {
    scenario: { faults: [damaged(Infinity)] },
    timings: { ...DEFAULT_TIMINGS, settle: 500, findInterval: 50, patience: 5000, transfer: 4000 },
  });
  const { message } = await failureOf((await startRelease({ simulator, ...cascade })).result());
  expect(message).toMatch(/GitHub keeps app-v1\.4\.0\.tar\.gz as uploaded, \d+ bytes, sha256:\w{64}/);
  expect(simulator.releases(APP)).toMatchObject([{ draft: true }]);
}, 120_000);
