import { expect, test } from 'vitest';
import type { Chain } from '../../src/domain/chain.ts';
import type { TrainView } from '../../src/domain/train-view.ts';
import { startCascade, type TestCascade } from '../support/cascade.ts';
import { chainOf } from '../support/chains.ts';
import { queueOf, untilQueue, untilQuiet } from '../support/queues.ts';
import { failureOf, startNightly, startRelease } from '../support/start-trains.ts';

/** What is made of a library, with a queue in which those that come meanwhile fare otherwise than they usually do. */
function arriving(differences: Partial<Chain['queue']['onArrival']>, trains = 2): Chain {
  const usual = { cascade: 'merge', release: 'queue', nightly: 'refuse' } as const;
  return chainOf(
    [
      ['core', []],
      ['app', ['core']],
    ],
    { queue: { trains, onArrival: { ...usual, ...differences }, runners: {} } },
  );
}

/** A chain whose trains stay at the build of core. */
function startHeld(chain: Chain): Promise<TestCascade> {
  return startCascade(chain, { scenario: { behaviours: [{ kind: 'hold', repository: 'acme/core' }] } });
}

function untilUnderway(cascade: TestCascade, train: string): Promise<void> {
  return untilQueue(cascade, ({ running }) => {
    expect(running).toMatchObject([{ train }]);
  });
}

function untilWaiting(cascade: TestCascade, train: string): Promise<void> {
  return untilQueue(cascade, ({ waiting }) => {
    expect(waiting).toMatchObject([{ train }]);
  });
}

test('a nightly is refused while one is under way, with the reason', async () => {
  const cascade = await startHeld(arriving({}));
  const first = await startNightly(cascade, 'one');
  await untilUnderway(cascade, first.workflowId);
  const second = await startNightly(cascade, 'two');
  const { message } = await failureOf(second.result());
  expect(message).toContain('acme/nightly/one is under way, and no second nightly is taken meanwhile');
  cascade.simulator.release('acme/core');
  expect((await first.result()).state).toBe('succeeded');
});

test('a release is refused while one is under way, where the chain says so, and taken when that has ended', async () => {
  const cascade = await startHeld(arriving({ release: 'refuse' }));
  const first = await startRelease(cascade, 'v1.0.0');
  await untilUnderway(cascade, first.workflowId);
  const second = await startRelease(cascade, 'v2.0.0');
  const { message } = await failureOf(second.result());
  expect(message).toContain(
    'acme/release/v1.0.0 is under way, and no second release is taken meanwhile: start it when that has ended, or set queue.release to "queue"',
  );
  cascade.simulator.release('acme/core');
  expect((await first.result()).state).toBe('succeeded');
  await untilQuiet(cascade);
  expect((await (await startRelease(cascade, 'v2.0.0')).result()).state).toBe('succeeded');
  expect(cascade.simulator.releases('acme/app').map(({ tag }) => tag)).toEqual(['v1.0.0', 'v2.0.0']);
});

test('a nightly waits its turn behind another, where the chain says so', async () => {
  const cascade = await startHeld(arriving({ nightly: 'queue' }, 1));
  const first = await startNightly(cascade, 'one');
  await untilUnderway(cascade, first.workflowId);
  const second = await startNightly(cascade, 'two');
  await untilWaiting(cascade, second.workflowId);
  expect(await second.query<TrainView>('state')).toMatchObject({ state: 'waiting-for-admission' });
  cascade.simulator.release('acme/core');
  expect((await first.result()).state).toBe('succeeded');
  expect((await second.result()).state).toBe('succeeded');
  const { decisions } = await queueOf(cascade);
  const admitted = decisions.filter(({ became }) => became === 'admitted').map(({ what }) => what);
  expect(admitted).toEqual([first.workflowId, second.workflowId]);
});

test('a train that supersedes ends those that waited before it', async () => {
  const cascade = await startHeld(arriving({ nightly: 'supersede' }));
  const first = await startNightly(cascade, 'one');
  await untilUnderway(cascade, first.workflowId);
  const second = await startNightly(cascade, 'two');
  await untilWaiting(cascade, second.workflowId);
  const third = await startNightly(cascade, 'three');
  expect(await second.result()).toMatchObject({ state: 'superseded', note: 'acme/nightly/three takes its place' });
  cascade.simulator.release('acme/core');
  expect((await first.result()).state).toBe('succeeded');
  expect((await third.result()).state).toBe('succeeded');
});
