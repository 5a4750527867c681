import { setTimeout as pause } from 'node:timers/promises';
import type { WorkflowHandle } from '@temporalio/client';
import { queueId } from '../../src/domain/ids.ts';
import type { QueueView } from '../../src/domain/queue/queue-view.ts';
import type { TrainView } from '../../src/domain/train-view.ts';
import type { TestCascade } from '../support/assemble.ts';

/** Many journeys at once on a busy machine take so many milliseconds. */
export const PATIENCE_MS = 120_000;

/** What a journey asks of a train. */
export type Train = Pick<WorkflowHandle, 'query' | 'result' | 'cancel' | 'executeUpdate'>;

/** Waits until the train builds the app. */
export async function untilRun({ simulator }: TestCascade, train: Train): Promise<void> {
  await simulator.when(() => simulator.runs('acme/app')[0]?.status === 'in_progress', PATIENCE_MS);
  await untilState(train, 'building');
}

/** Waits until the train is in that state. */
export async function untilState(train: Train, state: TrainView['state']): Promise<void> {
  for (;;) {
    const view = await train.query<TrainView>('state').catch(() => null);
    if (view?.state === state) return;
    await pause(50);
  }
}

/** Waits until the queue of the chain is like that. */
export async function untilQueue(
  { client, chain }: TestCascade,
  isWanted: (queue: QueueView) => boolean,
): Promise<void> {
  const queue = client.workflow.getHandle(queueId(chain.name));
  for (;;) {
    const view = await queue.query<QueueView>('queue').catch(() => null);
    if (view !== null && isWanted(view)) return;
    await pause(50);
  }
}

/** Whether nothing is under way in the queue, and nothing waits there. */
export function isQuiet({ running, waiting, unchecked }: QueueView): boolean {
  return running.length + waiting.length + unchecked.length === 0;
}
