import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { listTrains } from '../../engine/trains/list-trains.ts';
import { readTrain, type TrainReport } from '../../engine/trains/read-train.ts';
import type { LiveTrain } from '../render/live-train.ts';

const LOOK_EVERY_MS = 200;

/** Waits for the only train that there is on this stage, and gives its id. Throws when it is called off. */
export async function untilTrain(client: Client, signal: AbortSignal): Promise<string> {
  for (;;) {
    const [first] = await listTrains(client, { limit: 1 });
    if (first !== undefined) return first.train;
    await delay(LOOK_EVERY_MS, undefined, { signal });
  }
}

/** Shows a train while it travels, and returns how it ended. Throws where there is no such train, or when it is called off. */
export async function followTrain(
  client: Client,
  train: string,
  live: LiveTrain,
  signal: AbortSignal,
): Promise<TrainReport> {
  for (;;) {
    const report = await readTrain(client, train);
    if (report === null) throw new Error(`The webhook was taken, but there is no train ${train}`);
    const { view, startedAt, closedAt } = report;
    if (view !== null) live.show(view, { startedAt, closedAt, now: Date.now() });
    if (report.execution !== 'running') return report;
    await delay(LOOK_EVERY_MS, undefined, { signal });
  }
}
