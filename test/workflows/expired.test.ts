import { expect, test } from 'vitest';
import type { ReleaseChecks } from '../../src/domain/release/release-target.ts';
import { startCascade } from '../support/cascade.ts';
import { chain, releaseTarget, repository } from '../support/chains.ts';
import { failureOf, startRelease } from '../support/start-trains.ts';

const DOWNLOAD = '/repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}';

/** A release whose only artifact expires before it is fetched, as often as is said. */
async function releaseWhereExpired(name: string, expired: ReleaseChecks['expired'], times: number) {
  const release = releaseTarget({ checks: { ...releaseTarget().checks, expired } });
  const cascade = await startCascade(chain([repository('app')], { name, release }));
  const { simulator } = cascade;
  const downloads = Array.from({ length: times }, (_, index) =>
    simulator.hold({ method: 'GET', pathTemplate: DOWNLOAD, repository: 'acme/app', occurrence: index + 1 }),
  );
  const handle = await startRelease(cascade);
  for (const download of downloads) {
    await download.reached;
    for (const { id } of simulator.runs()) simulator.expireArtifacts(id);
    await download.release();
  }
  return { simulator, handle };
}

test('what has expired is built again where the chain says so, and the release has what the second build made', async () => {
  const { simulator, handle } = await releaseWhereExpired('expired-again', 'build-again', 1);
  const { state, builds, commands } = await handle.result();
  expect(state).toBe('succeeded');
  expect(builds).toMatchObject([{ alias: 'app', attempts: 2 }]);
  expect(commands).toMatchObject([{ by: 'Cascade', what: 'has app built again' }]);
  expect(simulator.runs()).toHaveLength(2);
  const [released, ...others] = simulator.releases('acme/app');
  expect(released).toMatchObject({ tag: 'v1.4.0', draft: false });
  expect(released?.assets.map(({ name }) => name)).toContain('app-v1.4.0.tar.gz');
  expect(others).toEqual([]);
});

test('what expires again is not built a third time', async () => {
  const { simulator, handle } = await releaseWhereExpired('expired-twice', 'build-again', 2);
  const { message } = await failureOf(handle.result());
  expect(message).toMatch(/Nothing was published: app: .*It was built again for that once already/);
  expect(simulator.runs()).toHaveLength(2);
  expect(simulator.releases('acme/app')).toEqual([]);
});

test('the release stops in words where the chain builds nothing again', async () => {
  const { simulator, handle } = await releaseWhereExpired('expired-stop', 'stop', 1);
  const { message } = await failureOf(handle.result());
  expect(message).toContain('it has to be built again');
  expect(message).toContain('start the release again');
  expect(simulator.runs()).toHaveLength(1);
  expect(simulator.releases('acme/app')).toEqual([]);
});
