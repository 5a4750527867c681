import { expect, test } from 'vitest';
import type { Simulator } from '../../simulator/simulator.ts';
import { queueId } from '../../src/domain/ids.ts';
import { startCascade } from '../support/cascade.ts';
import { chain, chainOf, recipe, repository } from '../support/chains.ts';
import { operatorAt } from '../support/operators.ts';
import { untilQueue } from '../support/queues.ts';
import { startCascadeOf, startRelease } from '../support/start-trains.ts';
import { untilTrain } from '../support/watching.ts';

const QUEUE = { trains: 2, onArrival: { cascade: 'merge', release: 'queue', nightly: 'refuse' }, runners: {} } as const;

const HELD = ['core', 'tools', 'web', 'site'].map((name) => ({ kind: 'hold', repository: `acme/${name}` }) as const);

/** Three libraries that take the few big runners, and a site that is built on any. */
function onBigRunners(name: string, number = 3) {
  const big = { runner: 'big' };
  return chain([repository('core', big), repository('tools', big), repository('web', big), repository('site')], {
    name,
    queue: { ...QUEUE, runners: { big: number } },
  });
}

/** The repositories that a train builds at the moment. */
function underWay(simulator: Simulator, train: string): readonly string[] {
  return simulator
    .runs()
    .filter(({ status, displayTitle }) => status === 'in_progress' && displayTitle.includes(`cascade:${train}/`))
    .map(({ repository }) => repository)
    .sort();
}

test('two trains share the runners of a label, a release with more of them, and the share of one that ends goes to the other', async () => {
  const cascade = await startCascade(onBigRunners('shared'), { scenario: { behaviours: HELD } });
  const { client, simulator, taskQueue } = cascade;
  const release = await startRelease(cascade, 'v1.0.0');
  await simulator.when(() => underWay(simulator, release.workflowId).length === 4);
  const other = await client.workflow.start('cascade', {
    taskQueue,
    workflowId: 'shared/cascade/all',
    args: [{ chain: 'shared', changed: ['core', 'tools', 'web'] }],
  });
  await untilQueue(cascade, ({ running }) => {
    expect(running).toMatchObject([{ shares: { big: 2 } }, { shares: { big: 0 } }]);
  });
  // The release has 3 of them still: nobody takes them away, and the other has to wait until a build ends.
  expect(underWay(simulator, other.workflowId)).toEqual([]);

  simulator.release('acme/core');
  await simulator.when(() => underWay(simulator, other.workflowId).includes('acme/tools'));
  expect(underWay(simulator, other.workflowId)).toEqual(['acme/tools']);
  expect(underWay(simulator, release.workflowId)).toEqual(['acme/site', 'acme/tools', 'acme/web']);

  await release.cancel();
  await simulator.when(() => underWay(simulator, other.workflowId).length === 2);
  await untilQueue(cascade, ({ running }) => {
    expect(running).toMatchObject([{ train: other.workflowId, shares: { big: 3 } }]);
  });
  simulator.release('acme/tools');
  simulator.release('acme/web');
  expect(await other.result()).toMatchObject({ state: 'succeeded' });
});

test('a train that has nothing left to build on the only runner of a label leaves it to the next', async () => {
  const cascade = await startCascade(onBigRunners('few', 1), { scenario: { behaviours: HELD } });
  const { simulator } = cascade;
  const first = await startRelease(cascade, 'v1.0.0');
  await simulator.when(() => underWay(simulator, first.workflowId).length === 2);
  const second = await startCascadeOf(cascade, 'core');
  await untilQueue(cascade, ({ running }) => {
    expect(running).toMatchObject([{ shares: { big: 1 } }, { shares: { big: 0 } }]);
  });
  for (const name of ['core', 'tools', 'web']) simulator.release(`acme/${name}`);
  expect(await second.result()).toMatchObject({ state: 'succeeded' });
  expect(underWay(simulator, first.workflowId)).toEqual(['acme/site']);
  simulator.release('acme/site');
  expect(await first.result()).toMatchObject({ state: 'succeeded' });
});

test('a train that takes no runner of a label takes no share of it', async () => {
  const cascade = await startCascade(onBigRunners('unshared'), { scenario: { behaviours: HELD } });
  const { simulator } = cascade;
  const release = await startRelease(cascade, 'v1.0.0');
  await simulator.when(() => underWay(simulator, release.workflowId).length === 4);
  const other = await startCascadeOf(cascade, 'site');
  await simulator.when(() => underWay(simulator, other.workflowId).length === 1);
  await untilQueue(cascade, ({ running }) => {
    expect(running).toMatchObject([{ shares: { big: 3 } }, { shares: { big: 0 } }]);
  });
  await release.cancel();
  await other.cancel();
});

test('a train that waits for a person has no place and asks for it again, also where the queue was terminated meanwhile', async () => {
  const once = recipe({ retry: { ...recipe().retry, attempts: 1 } });
  const described = chainOf(
    [
      ['core', []],
      ['web', []],
    ],
    {
      name: 'patient',
      limits: { builds: 4, blocked: 10 * 60_000 },
      queue: { ...QUEUE, trains: 1 },
    },
  );
  const repositories = described.repositories.map((one) => ({ ...one, build: once }));
  const cascade = await startCascade(
    { ...described, repositories },
    {
      scenario: {
        behaviours: [
          { kind: 'conclude', repository: 'acme/core', conclusion: 'failure', times: 1 },
          { kind: 'hold', repository: 'acme/web' },
        ],
      },
    },
  );
  const { client, simulator } = cascade;
  const operate = await operatorAt('the API', cascade);
  const broken = await startCascadeOf(cascade, 'core');
  await untilTrain(broken, { state: 'needs-person' });
  const release = await startRelease(cascade, 'v1.0.0');
  await simulator.when(() => underWay(simulator, release.workflowId).includes('acme/web'));
  expect((await operate(release.workflowId, 'pause')).done).toBe(true);

  await client.workflow.getHandle(queueId('patient')).terminate();
  const next = await startRelease(cascade, 'v2.0.0');
  // One is paused, but still builds: it has the only place.
  await untilQueue(cascade, ({ running, waiting }) => {
    expect(running).toMatchObject([{ train: release.workflowId }]);
    expect(waiting).toMatchObject([{ train: next.workflowId }]);
  });
  expect((await operate(broken.workflowId, 'retry', { build: 'core' })).done).toBe(true);
  await untilQueue(cascade, ({ waiting }) => {
    expect(waiting.map(({ train }) => train)).toEqual([next.workflowId, broken.workflowId]);
  });
  expect(underWay(simulator, broken.workflowId)).toEqual([]);
  await next.cancel();
  await expect(next.result()).rejects.toThrow();

  simulator.release('acme/web');
  await operate(release.workflowId, 'resume');
  expect(await release.result()).toMatchObject({ state: 'succeeded' });
  expect(await broken.result()).toMatchObject({ state: 'succeeded' });
});
