import { expect, vi } from 'vitest';
import { queueId } from '../../src/domain/ids.ts';
import { packArrivals } from '../../src/domain/queue/arrival-batch.ts';
import type { Arrival } from '../../src/domain/queue/arrivals.ts';
import type { QueueView } from '../../src/domain/queue/queue-view.ts';
import type { TrainView } from '../../src/domain/train-view.ts';
import type { TestCascade } from './cascade.ts';

/** Reaches the queue of the chain as the API does, in one batch. */
export async function pushAll({ client, chain, taskQueue }: TestCascade, arrivals: readonly Arrival[]): Promise<void> {
  await client.workflow.signalWithStart('chainQueue', {
    taskQueue,
    workflowId: queueId(chain.name),
    args: [],
    signal: 'arrive',
    signalArgs: [packArrivals(arrivals)],
  });
}

/** The queue as it shows itself. */
export async function queueOf({ client, chain }: Pick<TestCascade, 'client' | 'chain'>): Promise<QueueView> {
  const handle = client.workflow.getHandle(queueId(chain.name));
  const { status } = await handle.describe();
  // The queue of the test before would be asked where nobody works any more.
  if (status.name !== 'RUNNING') throw new Error(`The queue is ${status.name}`);
  return handle.query<QueueView>('queue');
}

/** Waits until the queue is as it is wanted. */
export function untilQueue(cascade: TestCascade, check: (queue: QueueView) => void, timeout = 20_000): Promise<void> {
  return vi.waitFor(
    async () => {
      check(await queueOf(cascade));
    },
    { timeout, interval: 50 },
  );
}

/** Waits until nothing is under way, and nothing waits. */
export function untilQuiet(cascade: TestCascade, timeout?: number): Promise<void> {
  return untilQueue(
    cascade,
    ({ running, waiting, unchecked }) => {
      expect({ running, waiting, unchecked }).toEqual({ running: [], waiting: [], unchecked: [] });
    },
    timeout,
  );
}

/** The trains that the queue has started, in their order. */
export async function startedBy(cascade: TestCascade): Promise<readonly string[]> {
  const { decisions } = await queueOf(cascade);
  return decisions.flatMap(({ what, became }) => (became === 'started' ? [what] : []));
}

/** Waits until the queue has started so many trains in all, and gives the last one's end. */
export async function endOf(cascade: TestCascade, count: number): Promise<TrainView> {
  await untilQueue(cascade, ({ decisions }) => {
    expect(decisions.filter(({ became }) => became === 'started')).toHaveLength(count);
  });
  const train = (await startedBy(cascade)).at(-1) ?? '';
  return (await cascade.client.workflow.getHandle(train).result()) as TrainView;
}
