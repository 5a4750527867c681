import { expect, test } from 'vitest';
import { chainOf, publishStep, releaseTarget } from '../support/chains.ts';
import { cascadeOf } from '../support/requests.ts';
import { pinning, release } from './support/pins.ts';
import { asked, startStage } from './support/stage.ts';

const chain = chainOf(
  [
    ['core', []],
    ['app', ['core']],
  ],
  { release: releaseTarget({ steps: [publishStep('app'), publishStep('core')] }) },
);

test('each publish step is pinned at the commit of its repository, with its own actions workflow and marker', async () => {
  const { pins, steps } = await pinning(await startStage(chain), { chain });
  expect(steps.map(({ alias, dispatchTo }) => [alias, dispatchTo?.name, dispatchTo?.workflow])).toEqual([
    ['publish-app', 'app', 'publish.yml'],
    ['publish-core', 'core', 'publish.yml'],
  ]);
  expect(steps[1]?.commit).toBe(pins.find(({ alias }) => alias === 'core')?.commit);
  expect(new Set([...pins, ...steps].map(({ digest }) => digest)).size).toBe(4);
});

test('publish steps cost no requests that the builds have not made already', async () => {
  const stage = await startStage(chain);
  await pinning(stage, { chain });
  expect(asked(stage, 'actions/list-repo-workflows')).toBe(2);
});

test('a step is dispatched on a tag that holds the commit, wherever the branch is', async () => {
  const stage = await startStage(chain);
  const built = (await pinning(stage, { chain })).pins.find(({ alias }) => alias === 'core')?.commit ?? '';
  await stage.simulator.push('acme/core');
  const request = { ...release(), refs: { core: built } };
  const { steps } = await pinning(stage, { chain, request });
  const core = steps.find(({ alias }) => alias === 'publish-core');
  expect(core).toMatchObject({
    commit: built,
    dispatchTo: { held: true, ref: `cascade/publish-core-${core?.digest ?? ''}` },
  });
});

test('a repository without the actions workflow of its step is told of before anything is built', async () => {
  const missing = { ...chain, release: releaseTarget({ steps: [publishStep('core', { workflow: 'crates.yml' })] }) };
  const stage = await startStage(chain);
  await expect(pinning(stage, { chain: missing })).rejects.toMatchObject({
    nonRetryable: true,
    message: expect.stringContaining('acme/core has none of crates.yml on its default branch') as string,
  });
});

test('a cascade has no publish steps, whatever its chain has', async () => {
  const stage = await startStage(chain);
  expect((await pinning(stage, { chain, request: cascadeOf(chain, ['core']) })).steps).toEqual([]);
});
