import type { Client } from '@temporalio/client';
import { yielded } from '../../domain/train-view.ts';
import { readTrain } from './read-train.ts';
import { startNightly } from './start-nightly.ts';
import { type StartResult, startTrain, type TrainOrder } from './start-train.ts';

export interface AskedByPerson {
  readonly taskQueue: string;
  /** When it is asked for, milliseconds since the epoch: it names a nightly. */
  readonly at: number;
}

/**
 * Starts the train that a person asked for. One that failed can be repeated, and so can one whose place another took, and a
 * trial, whose draft the next one takes over; one that published something can't.
 */
export async function startForPerson(
  client: Client,
  order: TrainOrder,
  { taskQueue, at }: AskedByPerson,
): Promise<StartResult> {
  const options = { taskQueue, repeat: 'after-failure' } as const;
  if (order.kind === 'nightly') return startNightly(client, order.input, at, options);
  const result = await startTrain(client, order, options);
  if (result.started || result.because === 'running' || !(await mayRepeat(client, order.trainId))) return result;
  return startTrain(client, order, { taskQueue, repeat: 'after-any' });
}

async function mayRepeat(client: Client, train: string): Promise<boolean> {
  const report = await readTrain(client, train);
  if (report?.execution !== 'completed' || report.view === null) return false;
  const { state, publishing } = report.view;
  if (yielded(state)) return true;
  return publishing?.status === 'published' && publishing.release.draft;
}
