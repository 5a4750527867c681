import { setTimeout as delay } from 'node:timers/promises';
import { UserError } from '../app/user-error.ts';
import { readTrain, type TrainReport } from '../engine/trains/read-train.ts';
import { EXIT_STATUS } from './exit-status.ts';
import { interruptible } from './interrupted.ts';
import { printJson } from './output.ts';
import { liveTrain } from './render/live-train.ts';
import { describeUnseen } from './render/train-report.ts';
import type { Temporal } from './temporal.ts';

const LOOK_EVERY_MS = 500;

/** How a train is followed: with `json` only its end is told. */
export interface FollowOptions {
  readonly json: boolean;
  readonly signal: AbortSignal;
}

/** The train of that id. Throws a UserError where there is none. */
export async function requireTrain(temporal: Temporal, train: string): Promise<TrainReport> {
  const report = await temporal.ask((client) => readTrain(client, train));
  if (report !== null) return report;
  throw new UserError(`No train has the id ${train}: \`cascade status\` lists those that there are.`);
}

/** Shows a train until it ends. Ctrl-C ends the showing, not the train. The exit status says whether the train succeeded. */
export async function followTrain(temporal: Temporal, train: string, options: FollowOptions): Promise<void> {
  const report = await untilEnd(temporal, train, options);
  if (options.json) printJson(report);
  if (report.execution !== 'completed') process.exitCode = EXIT_STATUS.no;
}

/** How a train ended. Until then it is shown, unless all is to be told as one JSON value. */
export function untilEnd(temporal: Temporal, train: string, { json, signal }: FollowOptions): Promise<TrainReport> {
  return interruptible(signal, () => (json ? awaitEnd : showUntilEnd)(temporal, train, signal));
}

async function showUntilEnd(temporal: Temporal, train: string, signal: AbortSignal): Promise<TrainReport> {
  const live = liveTrain(process.stdout);
  let noted: string | null = null;
  try {
    return await awaitEnd(temporal, train, signal, (report) => {
      const { view, startedAt, closedAt } = report;
      if (view !== null) live.show(view, { startedAt, closedAt, now: Date.now() });
      const note = view === null ? describeUnseen(report) : null;
      if (note !== null && note !== noted) live.note(note);
      noted = note;
    });
  } finally {
    live.end();
  }
}

async function awaitEnd(
  temporal: Temporal,
  train: string,
  signal: AbortSignal,
  look: (report: TrainReport) => void = () => undefined,
): Promise<TrainReport> {
  for (;;) {
    signal.throwIfAborted();
    const report = await requireTrain(temporal, train);
    look(report);
    if (report.closedAt !== null) return report;
    await delay(LOOK_EVERY_MS, undefined, { signal });
  }
}
