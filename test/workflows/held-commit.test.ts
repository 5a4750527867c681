import { expect, test } from 'vitest';
import { startCascade, type TestCascade } from '../support/cascade.ts';
import { chainOf } from '../support/chains.ts';
import { startRelease } from '../support/start-trains.ts';

const small = (name: string) =>
  chainOf(
    [
      ['core', []],
      ['app', ['core']],
    ],
    { name },
  );

const refsMade = ({ simulator }: TestCascade) =>
  simulator.requests().filter(({ operation }) => operation === 'git/create-ref');
const refsGone = ({ simulator }: TestCascade) =>
  simulator.requests().filter(({ operation }) => operation === 'git/delete-ref');

test('a branch that moves between pinning and dispatch is built at the pinned commit, on a tag that is gone afterwards', async () => {
  const cascade = await startCascade(small('moved'), {
    scenario: { behaviours: [{ kind: 'hold', repository: 'acme/core' }] },
  });
  const { simulator } = cascade;
  const handle = await startRelease(cascade);
  await simulator.when(() => simulator.runs('acme/core').length === 1);
  const { sha: moved } = await simulator.push('acme/app');
  simulator.release('acme/core');
  const view = await handle.result();

  const app = view.builds.find(({ alias }) => alias === 'app');
  const built = simulator.runs('acme/app').find(({ id }) => id === app?.run?.id);
  expect(built?.conclusion).toBe('success');
  expect(built?.headSha).not.toBe(moved);
  expect(simulator.releases('acme/app')).toMatchObject([{ draft: false, target: built?.headSha }]);
  const [ref, ...others] = refsMade(cascade).map(({ body }) => body);
  expect(others).toEqual([]);
  expect(ref).toMatchObject({
    ref: expect.stringMatching(/^refs\/tags\/cascade\/app-[0-9a-f]{8}$/) as string,
    sha: built?.headSha,
  });
  expect(refsGone(cascade)).toHaveLength(1);
});

test('a release of an older commit is built on such a tag from the start', async () => {
  const cascade = await startCascade(small('older'));
  const { simulator } = cascade;
  const { sha: older } = await simulator.push('acme/core');
  await simulator.push('acme/core');
  await (await startRelease(cascade, 'v1.4.0', { refs: { core: older } })).result();

  expect(simulator.runs('acme/core')).toMatchObject([{ headSha: older, conclusion: 'success', attempt: 1 }]);
  expect([refsMade(cascade).length, refsGone(cascade).length]).toEqual([1, 1]);
});
