import { expect, test } from 'vitest';
import type { RetryPolicy } from '../../src/domain/build-recipe.ts';
import { findMarker } from '../../src/domain/marker.ts';
import { startCascade } from '../support/cascade.ts';
import { chain, recipe, repository } from '../support/chains.ts';
import { lastStateOf, startRelease } from '../support/start-trains.ts';

const POLICY: RetryPolicy = {
  attempts: 3,
  backoff: 10,
  maximumBackoff: 20,
  on: ['failure'],
  how: 'new-attempt',
  budget: null,
};

function failing(times: number, retry: Partial<RetryPolicy> = {}) {
  const flaky = chain([repository('a', { build: recipe({ retry: { ...POLICY, ...retry } }) })]);
  return startCascade(flaky, {
    scenario: { behaviours: [{ kind: 'conclude', repository: 'acme/a', conclusion: 'failure', times }] },
  });
}

test('a build that fails twice and then passes has three attempts, each with a marker of its own', async () => {
  const cascade = await failing(2);
  const view = await (await startRelease(cascade)).result();
  expect(view.builds[0]).toMatchObject({ status: 'succeeded', attempts: 3 });
  expect(cascade.simulator.runs().map(({ displayTitle }) => findMarker(displayTitle)?.attempt)).toEqual([1, 2, 3]);
});

test('no attempt begins after the time for all of them', async () => {
  const cascade = await failing(Infinity, { attempts: 20, backoff: 400, maximumBackoff: 400, budget: 1000 });
  const view = await lastStateOf((await startRelease(cascade)).result());
  expect(view.builds[0]?.why).toContain('the last within retry.budget');
  expect(cascade.simulator.runs().length).toBeLessThan(6);
});

test('an outcome that the policy does not name is not tried again, and that is said', async () => {
  const cascade = await failing(1, { on: ['timed_out'] });
  const view = await lastStateOf((await startRelease(cascade)).result());
  expect(view.builds[0]).toMatchObject({ attempts: 1, reason: { code: 'run-failed' } });
  expect(view.builds[0]?.why).toContain('"failure" is not retried');
});

test('failed jobs are run again in the same run, where the policy says so', async () => {
  const cascade = await failing(2, { how: 'rerun-failed-jobs' });
  const view = await (await startRelease(cascade)).result();
  const [run, ...others] = cascade.simulator.runs();
  expect(others).toEqual([]);
  expect(run?.attempt).toBe(3);
  expect(view.builds[0]).toMatchObject({ status: 'succeeded', attempts: 3, run: { id: run?.id, attempt: 3 } });
});
