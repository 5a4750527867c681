import { expect, test } from 'vitest';
import { startCascade } from '../support/cascade.ts';
import { chain, recipe, repository } from '../support/chains.ts';
import { lastStateOf, startRelease } from '../support/start-trains.ts';

const ONE = chain([repository('a')]);
const HELD = { behaviours: [{ kind: 'hold', repository: 'acme/a' }] } as const;

test.for([
  ['failure', 'run-failed'],
  ['timed_out', 'run-failed'],
  ['stale', 'run-failed'],
  ['startup_failure', 'run-failed'],
  ['cancelled', 'run-cancelled'],
  ['neutral', 'run-not-successful'],
  ['skipped', 'run-not-successful'],
  ['a_word_of_tomorrow', 'run-not-successful'],
] as const)('a run that ends in %s is no success, and the reason is %s', async ([conclusion, code]) => {
  const once = chain([repository('a', { build: recipe({ retry: { ...recipe().retry, attempts: 1 } }) })]);
  const cascade = await startCascade(once, {
    scenario: { behaviours: [{ kind: 'end', repository: 'acme/a', conclusion }] },
  });
  const view = await lastStateOf((await startRelease(cascade)).result());
  expect(view.builds[0]).toMatchObject({ status: 'failed', reason: { code } });
});

test.for(['waiting', 'action_required'] as const)('a run that is %s waits for a person, and says so', async (word) => {
  const waiting =
    word === 'waiting'
      ? ({ kind: 'approval', repository: 'acme/a', environment: 'production' } as const)
      : ({ kind: 'end', repository: 'acme/a', conclusion: word, times: 1 } as const);
  const cascade = await startCascade(ONE, { scenario: { behaviours: [waiting] } });
  const handle = await startRelease(cascade, word === 'waiting' ? 'v1.6.0' : 'v1.6.1');
  const build = cascade.client.workflow.getHandle(`${handle.workflowId}/a`);
  await expect
    .poll(() => build.query<{ why: string }>('state').catch(() => null), { timeout: 20_000 })
    .toMatchObject({ reason: { code: 'run-waiting' } });
  const [run] = cascade.simulator.runs();
  if (run === undefined) throw new Error('There should be a run');
  if (word === 'waiting') {
    expect(await build.query('state')).toMatchObject({ reason: { environments: ['production'] } });
    cascade.simulator.approve(run.id, 'approved');
  } else {
    cascade.simulator.rerun(run.id);
  }
  expect((await handle.result()).state).toBe('succeeded');
});

test('a run that somebody deleted before it was read is named as such', async () => {
  const once = chain([repository('a', { build: recipe({ retry: { ...recipe().retry, attempts: 1 } }) })]);
  const cascade = await startCascade(once, { webhooks: false, pollInterval: 2000 });
  const handle = await startRelease(cascade, 'v1.5.2');
  await cascade.simulator.when(() => cascade.simulator.runs()[0]?.status === 'completed');
  cascade.simulator.deleteRun(cascade.simulator.runs()[0]?.id ?? 0);
  const view = await lastStateOf(handle.result());
  expect(view.builds[0]?.reason.code).toBe('run-deleted');
});

test('a run whose repository is renamed meanwhile is followed', async () => {
  const cascade = await startCascade(chain([repository('a'), repository('b', { needs: ['a'] })]), { scenario: HELD });
  const handle = await startRelease(cascade, 'v1.5.3');
  await cascade.simulator.when(() => cascade.simulator.runs('acme/a')[0]?.status === 'in_progress');
  cascade.simulator.rename('acme/a', 'elsewhere/a-renamed');
  cascade.simulator.release('elsewhere/a-renamed');
  const view = await handle.result();
  expect(view.builds[0]?.run).toMatchObject({ owner: 'elsewhere', name: 'a-renamed' });
});

test('a run that a newer one of its concurrency group pushed out says that no job began', async () => {
  const once = chain([repository('a', { build: recipe({ retry: { ...recipe().retry, attempts: 1 } }) })]);
  const cascade = await startCascade(once, {
    runners: 0,
    scenario: { behaviours: [] },
  });
  const handle = await startRelease(cascade, 'v1.5.4');
  await cascade.simulator.when(() => cascade.simulator.runs().length === 1);
  cascade.simulator.cancelRun(cascade.simulator.runs()[0]?.id ?? 0);
  const view = await lastStateOf(handle.result());
  expect(view.builds[0]?.why).toContain('before any job began');
});

test('a build whose run a person runs again while it waits for its next attempt follows that run', async () => {
  const patient = chain([
    repository('a', {
      build: recipe({ retry: { ...recipe().retry, on: ['failure'], backoff: 2000, maximumBackoff: 2000 } }),
    }),
  ]);
  const cascade = await startCascade(patient, {
    scenario: { behaviours: [{ kind: 'conclude', repository: 'acme/a', conclusion: 'failure', times: 1 }] },
  });
  const handle = await startRelease(cascade, 'v1.5.5');
  const build = cascade.client.workflow.getHandle(`${handle.workflowId}/a`);
  await expect
    .poll(() => build.query('state').catch(() => null), { timeout: 20_000 })
    .toMatchObject({ reason: { code: 'retrying' } });
  const [run] = cascade.simulator.runs();
  cascade.simulator.rerun(run?.id ?? 0);
  const view = await handle.result();
  expect(cascade.simulator.runs()).toHaveLength(1);
  expect(view.builds[0]?.run).toMatchObject({ id: run?.id, attempt: 2 });
});

test('a build that hears of nothing by webhook ends right by polling alone', async () => {
  const cascade = await startCascade(ONE, { webhooks: false });
  expect((await (await startRelease(cascade, 'v1.5.6')).result()).state).toBe('succeeded');
});
