import type { Actor } from '../trigger.ts';

/** What a person asks of a train. `by` and `why` are shown, and kept. */
export type TrainCommand = PauseCommand | ResumeCommand | CancelCommand | RetryCommand | SkipCommand | SetLimitsCommand;

/** Every command by the name that it has in all places. */
export const TRAIN_COMMANDS = [
  'pause',
  'resume',
  'cancel',
  'retry',
  'skip',
  'set-limits',
] as const satisfies readonly TrainCommand['type'][];

interface Said {
  readonly by: Actor;
  /** In the person's own words; empty where they gave none. */
  readonly why: string;
}

/** Nothing new starts; what runs goes on. */
export interface PauseCommand extends Said {
  readonly type: 'pause';
}

export interface ResumeCommand extends Said {
  readonly type: 'resume';
}

/** The train stops. */
export interface CancelCommand extends Said {
  readonly type: 'cancel';
  /** What becomes of its actions runs. */
  readonly runs: 'cancel' | 'leave';
  /** What becomes of a draft that it made. */
  readonly draft: 'keep' | 'remove';
}

/** What failed is done again; nothing green is. */
export interface RetryCommand extends Said {
  readonly type: 'retry';
  /** Alias, or `publish`; `null` for all that failed. */
  readonly build: string | null;
  /** A new actions run, or the failed jobs again; `null` for what the chain says. */
  readonly how: 'new-attempt' | 'rerun-failed-jobs' | null;
}

/** Dependents take an earlier result in place of this build's. */
export interface SkipCommand extends Said {
  readonly type: 'skip';
  readonly build: string;
  /** Id of the train whose build of that alias stands in. */
  readonly from: string;
}

export interface SetLimitsCommand extends Said {
  readonly type: 'set-limits';
  /** Builds of the train at once, from now on. */
  readonly builds: number;
}
