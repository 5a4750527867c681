import { expect, test } from 'vitest';
import type { Scenario } from '../../simulator/scenario.ts';
import { parseNightlyName } from '../../src/domain/release/nightly-name.ts';
import type { TagPolicy } from '../../src/domain/release/release-target.ts';
import { releaseTarget } from '../support/chains.ts';
import { ALICE, nightlyOf } from '../support/requests.ts';
import { openedDraft, publishedByHand, releaseOf } from './support/releases.ts';
import { pinning, release } from './support/pins.ts';
import { SMALL, startStage } from './support/stage.ts';

/** The small chain, which tags the repositories of its releases. */
const tagging = (elsewhere: TagPolicy['elsewhere']) => ({
  ...SMALL,
  release: releaseTarget({ owner: 'acme', name: 'app', tags: { repositories: 'members', elsewhere } }),
});

/** The release by which a person started the train is published already. */
async function startedByRelease(differences: Partial<Scenario> = {}) {
  const stage = await startStage(SMALL, differences);
  const { id } = await stage.simulator.publishRelease('acme/app', { tag: 'v1.4.0' });
  const { url } = releaseOf(stage, id);
  const trigger = { type: 'release', repository: 'app', tag: 'v1.4.0', delivery: 'd-1', by: ALICE } as const;
  const request = release('v1.4.0', trigger);
  return { stage, url, request };
}

test('a release that somebody else published under the version stops the train before anything is built', async () => {
  const stage = await startStage();
  const { id } = await stage.simulator.publishRelease('acme/app', { tag: 'v1.4.0' });
  const { url } = releaseOf(stage, id);
  await expect(pinning(stage)).rejects.toMatchObject({
    type: 'Refused',
    message:
      `acme/app already has a release v1.4.0 that this train did not make: ${url}. ` +
      'Release another version, or remove it there.',
  });
});

test('a tag that stands at another commit does the same, and says at which', async () => {
  const stage = await startStage();
  const { commit } = stage.simulator.pushTag('acme/app', 'v1.4.0');
  const { sha } = await stage.simulator.push('acme/app');
  await expect(pinning(stage)).rejects.toMatchObject({
    type: 'Refused',
    message:
      `The tag v1.4.0 in acme/app is at ${commit}, and the release is of ${sha}. ` +
      'Remove the tag, or release another version.',
  });
});

test('a tag of another commit in a member stops it only where the chain says so', async () => {
  const stage = await startStage();
  const { commit } = stage.simulator.pushTag('acme/core', 'v1.4.0');
  const { sha } = await stage.simulator.push('acme/core');
  await expect(pinning(stage, { chain: tagging('stop') })).rejects.toMatchObject({
    type: 'Refused',
    message: expect.stringContaining(`the tag v1.4.0 in acme/core is at ${commit} instead of ${sha}`) as string,
  });
  expect(await pinning(stage, { chain: tagging('skip') })).toMatchObject({ version: 'v1.4.0' });
});

test('the release by which a person started the train is no obstacle', async () => {
  const { stage, request } = await startedByRelease();
  expect(await pinning(stage, { request })).toMatchObject({ version: 'v1.4.0' });
});

test('unless it is immutable, and so takes no files', async () => {
  const repositories = ['core', 'app'].map((name) => ({ owner: 'acme', name, immutableReleases: true, workflows: [] }));
  const { stage, url, request } = await startedByRelease({ repositories });
  const chain = { ...SMALL, repositories: SMALL.repositories.map((one) => ({ ...one, build: null })) };
  await expect(pinning(stage, { chain, request })).rejects.toMatchObject({
    type: 'Refused',
    message: expect.stringContaining(`${url} started this train, but it is immutable`) as string,
  });
});

test('nor is what this execution published before it was reset', async () => {
  const stage = await startStage();
  const { digest } = await pinning(stage);
  const { releaseId } = await openedDraft(stage, { digest });
  publishedByHand(stage, releaseId);
  expect(await pinning(stage)).toMatchObject({ digest });
  await expect(pinning(stage, { firstExecutionRunId: 'two' })).rejects.toMatchObject({ type: 'Refused' });
});

test('a nightly that has nothing to do is not stopped by the one before', async () => {
  const stage = await startStage();
  const request = nightlyOf(SMALL, {});
  const { version } = await pinning(stage, { request });
  expect(parseNightlyName(version ?? '')).not.toBeNull();
  await stage.simulator.publishRelease('acme/app', { tag: version ?? '', prerelease: true });
  expect(await pinning(stage, { request })).toMatchObject({ unchangedSince: version });
});
