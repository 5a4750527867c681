import { expect, test, vi } from 'vitest';
import { buildId } from '../../src/domain/ids.ts';
import type { BuildProgress } from '../../src/workflows/messages.ts';
import { QUICK } from '../support/assemble.ts';
import { startCascade, type TestCascade } from '../support/cascade.ts';
import { chain, recipe, repository } from '../support/chains.ts';
import { pushed } from '../support/pushed.ts';
import { pushAll, queueOf, untilQuiet } from '../support/queues.ts';
import { startCascadeOf } from '../support/start-trains.ts';
import { QUICK_TO_NOTICE } from './timings.ts';

// Time enough to send the worker away meanwhile, and it stays away for longer.
const build = recipe({ timeouts: { ...recipe().timeouts, build: 8_000 } });

/** Two libraries and what is made of them; a cascade takes up what comes while another is under way. */
const DOWN = chain(
  [
    repository('core', { build }),
    repository('tools', { build }),
    repository('app', { build, needs: ['core', 'tools'] }),
  ],
  {
    name: 'down',
    queue: { trains: 2, onArrival: { cascade: 'merge', release: 'queue', nightly: 'refuse' }, runners: {} },
  },
);

/** Waits until that build looks again and again whether its actions run, which is under way, has ended. */
async function untilWatching({ client }: TestCascade, buildOf: string): Promise<void> {
  const handle = client.workflow.getHandle(buildOf);
  await vi.waitFor(async () => {
    const { reason } = await handle.query<BuildProgress>('state');
    expect(reason.code).toBe('run-in-progress');
    const { raw } = await handle.describe();
    expect(raw.pendingActivities?.map(({ activityType }) => activityType?.name)).toEqual(['watchActionsRun']);
  }, 20_000);
}

/** Waits until the time for these looks, and with them for the build, is over: Temporal sees that without a worker. */
async function untilTimedOut({ client }: TestCascade, buildOf: string): Promise<void> {
  const handle = client.workflow.getHandle(buildOf);
  await vi.waitFor(
    async () => {
      const { events } = await handle.fetchHistory();
      expect(events?.filter((event) => event.activityTaskTimedOutEventAttributes)).toHaveLength(1);
    },
    { timeout: 30_000, interval: 100 },
  );
}

test('while no worker is there a build ends, its time-outs pass and a push comes: then all goes on, and nothing is built twice', async () => {
  const cascade = await startCascade(DOWN, {
    webhooks: false,
    scenario: { behaviours: [{ kind: 'hold', repository: 'acme/core' }] },
    timings: { ...QUICK, ...QUICK_TO_NOTICE },
  });
  const { simulator, withoutWorker } = cascade;
  const train = await startCascadeOf(cascade, 'core');
  const core = buildId(train.workflowId, 'core');
  await untilWatching(cascade, core);
  await withoutWorker(async () => {
    simulator.release('acme/core');
    await pushAll(cascade, [pushed(cascade, 'tools')]);
    await untilTimedOut(cascade, core);
  });

  expect(await train.result()).toMatchObject({ state: 'succeeded' });
  await untilQuiet(cascade);
  const { decisions } = await queueOf(cascade);
  expect(decisions.filter(({ became }) => became === 'started').map(({ why }) => why)).toEqual(['with tools']);
  const runs = simulator.runs().map(({ repository, attempt, conclusion }) => `${repository} ${attempt} ${conclusion}`);
  expect(runs.sort()).toEqual([
    'acme/app 1 success',
    'acme/app 1 success',
    'acme/core 1 success',
    'acme/tools 1 success',
  ]);
  expect(simulator.violations()).toEqual([]);
});
