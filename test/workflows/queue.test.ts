import { expect, test, vi } from 'vitest';
import type { Chain } from '../../src/domain/chain.ts';
import { queueId } from '../../src/domain/ids.ts';
import type { TrainView } from '../../src/domain/train-view.ts';
import { commandTrain } from '../../src/engine/trains/command-train.ts';
import { startForPerson } from '../../src/engine/trains/start-for-person.ts';
import { startCascade, type TestCascade } from '../support/cascade.ts';
import { chainOf } from '../support/chains.ts';
import { pushed } from '../support/pushed.ts';
import { pushAll, queueOf, untilQueue, untilQuiet } from '../support/queues.ts';
import { startCascadeOf, startRelease } from '../support/start-trains.ts';

const DEFAULTS: Chain['queue'] = {
  trains: 2,
  onArrival: { cascade: 'merge', release: 'queue', nightly: 'refuse' },
  runners: {},
};

/** Three libraries that don't need each other, and what is made of them. */
const THREE = chainOf(
  [
    ['core', []],
    ['tools', []],
    ['web', []],
    ['app', ['core', 'tools', 'web']],
  ],
  { queue: DEFAULTS },
);

const ONE_PLACE: Chain = { ...THREE, queue: { ...DEFAULTS, trains: 1 } };

/** The cascades that were ever started, with what each of them carried. */
async function cascadesOf(cascade: TestCascade): Promise<readonly string[]> {
  const { decisions } = await queueOf(cascade);
  return decisions.flatMap(({ became, why }) => (became === 'started' ? [why] : []));
}

test('pushes that come during a cascade make exactly one next cascade, with all that changed', async () => {
  const cascade = await startCascade(THREE, { seconds: 1 });
  await pushAll(cascade, [pushed(cascade, 'core')]);
  await untilQueue(cascade, ({ running }) => {
    expect(running).toHaveLength(1);
  });
  for (const round of [1, 2, 3]) {
    await pushAll(
      cascade,
      ['tools', 'web', 'tools'].map((alias, index) =>
        pushed(cascade, alias, { delivery: `${alias} ${round} ${index}` }),
      ),
    );
  }
  await untilQuiet(cascade);
  expect(await cascadesOf(cascade)).toEqual(['with core', 'with tools, web']);
  expect(cascade.simulator.runs('acme/app')).toHaveLength(2);
  expect(cascade.simulator.runs('acme/tools')).toHaveLength(1);
});

test('a cascade that a person starts while one waits goes into it, and says so', async () => {
  const cascade = await startCascade(THREE, { seconds: 1 });
  const first = await startCascadeOf(cascade, 'core');
  await untilQueue(cascade, ({ running }) => {
    expect(running).toHaveLength(1);
  });
  const second = await startCascadeOf(cascade, 'tools');
  await untilQueue(cascade, ({ waiting }) => {
    expect(waiting).toHaveLength(1);
  });
  expect(await second.query<TrainView>('state')).toMatchObject({ state: 'waiting-for-admission' });
  const third = await startCascadeOf(cascade, 'web');
  expect(await third.result()).toMatchObject({ state: 'merged', note: `its changes travel with ${second.workflowId}` });
  const paused = { type: 'pause', input: {}, updateId: 'too-late' } as const;
  expect(await commandTrain(cascade.client, third.workflowId, paused)).toMatchObject({
    type: 'over',
    why: `${third.workflowId} is over, and its changes travel with ${second.workflowId}: look at that one, or start it again`,
  });
  await first.result();
  const view = await second.result();
  expect(
    view.builds
      .filter(({ status }) => status === 'succeeded')
      .map(({ alias }) => alias)
      .sort(),
  ).toEqual(['app', 'tools', 'web']);

  const { client, taskQueue } = cascade;
  const input = { chain: THREE.name, changed: ['web'] };
  const again = { kind: 'cascade', trainId: third.workflowId, input } as const;
  expect(await startForPerson(client, again, { taskQueue, at: 0 })).toMatchObject({ started: true });
  expect(await client.workflow.getHandle(third.workflowId).result()).toMatchObject({ state: 'succeeded' });
});

test('releases follow one another, and overtake a cascade that waits', async () => {
  const cascade = await startCascade(ONE_PLACE, { seconds: 0.2 });
  const first = await startRelease(cascade, 'v1.0.0');
  await untilQueue(cascade, ({ running }) => {
    expect(running).toHaveLength(1);
  });
  const later = await startCascadeOf(cascade, 'core');
  await untilQueue(cascade, ({ waiting }) => {
    expect(waiting).toHaveLength(1);
  });
  const second = await startRelease(cascade, 'v2.0.0');
  await Promise.all([first.result(), second.result(), later.result()]);
  await untilQuiet(cascade);
  const { decisions } = await queueOf(cascade);
  const admitted = decisions.filter(({ became }) => became === 'admitted').map(({ what }) => what);
  expect(admitted).toEqual([first.workflowId, second.workflowId, later.workflowId]);
});

test('a queue that was terminated is there again for the next train, and knows who runs', async () => {
  const cascade = await startCascade(ONE_PLACE, { seconds: 2 });
  const first = await startRelease(cascade, 'v1.0.0');
  await vi.waitFor(async () => {
    expect((await first.query<TrainView>('state')).state).toBe('building');
  }, 10_000);
  // Temporal's index is a moment behind.
  await vi.waitFor(async () => {
    const { count } = await cascade.client.workflow.count("CascadeState = 'building' AND ExecutionStatus = 'Running'");
    expect(count).toBe(1);
  }, 10_000);
  await cascade.client.workflow.getHandle(queueId('acme')).terminate();
  const second = await startRelease(cascade, 'v2.0.0');
  await untilQueue(cascade, ({ running, waiting }) => {
    expect(running).toMatchObject([{ train: first.workflowId }]);
    expect(waiting).toMatchObject([{ train: second.workflowId }]);
  });
  await Promise.all([first.result(), second.result()]);
});

test('pushes that wait in a queue that is terminated make their cascade when the train before it ends, once', async () => {
  const cascade = await startCascade(THREE, { seconds: 1 });
  await pushAll(cascade, [pushed(cascade, 'core')]);
  await cascade.simulator.when(() => cascade.simulator.runs('acme/core').length > 0);
  await pushAll(cascade, [pushed(cascade, 'tools'), pushed(cascade, 'web')]);
  await untilQueue(cascade, ({ waiting }) => {
    expect(waiting).toHaveLength(1);
  });
  await cascade.client.workflow.getHandle(queueId('acme')).terminate();
  // Nobody asks, and nothing is pushed: the train that ends starts the queue.
  await vi.waitFor(async () => {
    expect(await cascadesOf(cascade)).toHaveLength(2);
  }, 40_000);
  await untilQuiet(cascade);
  expect(await cascadesOf(cascade)).toEqual(['with core', 'with tools, web']);
  expect(cascade.simulator.runs('acme/app')).toHaveLength(2);
});

test('a train that is terminated gives its place to the next', async () => {
  const cascade = await startCascade(ONE_PLACE, { seconds: 60 });
  const first = await startRelease(cascade, 'v1.0.0');
  await untilQueue(cascade, ({ running }) => {
    expect(running).toHaveLength(1);
  });
  const second = await startRelease(cascade, 'v2.0.0');
  await untilQueue(cascade, ({ waiting }) => {
    expect(waiting).toHaveLength(1);
  });
  await first.terminate();
  await untilQueue(cascade, ({ running }) => {
    expect(running).toMatchObject([{ train: second.workflowId }]);
  });
  await second.terminate();
});

test('a train that is cancelled while it waits leaves the queue', async () => {
  const cascade = await startCascade(ONE_PLACE, { seconds: 60 });
  const first = await startRelease(cascade, 'v1.0.0');
  await untilQueue(cascade, ({ running }) => {
    expect(running).toHaveLength(1);
  });
  const second = await startRelease(cascade, 'v2.0.0');
  await untilQueue(cascade, ({ waiting }) => {
    expect(waiting).toHaveLength(1);
  });
  await second.cancel();
  await expect(second.result()).rejects.toThrow();
  await untilQueue(cascade, ({ waiting }) => {
    expect(waiting).toEqual([]);
  });
  await first.terminate();
});
