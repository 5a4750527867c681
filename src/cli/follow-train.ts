import { setTimeout as delay } from 'node:timers/promises';
import { UserError } from '../app/user-error.ts';
import { EXIT_STATUS } from './exit-status.ts';
import { interruptible } from './interrupted.ts';
import { printJson } from './output.ts';
import { liveTrain } from './render/live-train.ts';
import { describeUnseen } from './render/train-report.ts';
import type { SeenTrain, Trains } from './trains.ts';

const LOOK_EVERY_MS = 500;

/** How a train is followed: with `json` only its end is told. */
export interface FollowOptions {
  readonly json: boolean;
  readonly signal: AbortSignal;
}

/** The train of that id. Throws a UserError where there is none. */
export async function requireTrain(trains: Trains, train: string): Promise<SeenTrain> {
  const report = await trains.read(train);
  if (report !== null) return report;
  throw unknownTrain(train);
}

/** The refusal of an id that no train has. */
export function unknownTrain(train: string): UserError {
  return new UserError(`No train has the id ${train}: \`cascade status\` lists those that there are.`);
}

/** Shows a train until it ends. Ctrl-C ends the showing, not the train. The exit status says whether the train succeeded. */
export async function followTrain(trains: Trains, train: string, options: FollowOptions): Promise<void> {
  const report = await untilEnd(trains, train, options);
  if (options.json) printJson(report);
  if (report.execution !== 'completed') process.exitCode = EXIT_STATUS.no;
}

/** How a train ended. Until then it is shown, unless all is to be told as one JSON value. */
export function untilEnd(trains: Trains, train: string, { json, signal }: FollowOptions): Promise<SeenTrain> {
  return interruptible(signal, () => (json ? awaitEnd : showUntilEnd)(trains, train, signal));
}

async function showUntilEnd(trains: Trains, train: string, signal: AbortSignal): Promise<SeenTrain> {
  const live = liveTrain(process.stdout);
  let noted: string | null = null;
  try {
    return await awaitEnd(trains, train, signal, (report) => {
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
  trains: Trains,
  train: string,
  signal: AbortSignal,
  look: (report: SeenTrain) => void = () => undefined,
): Promise<SeenTrain> {
  for (;;) {
    signal.throwIfAborted();
    const report = await requireTrain(trains, train);
    look(report);
    if (report.closedAt !== null) return report;
    await delay(LOOK_EVERY_MS, undefined, { signal });
  }
}
