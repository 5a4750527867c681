import type { JobPlan } from '../behaviours.ts';
import type { StoredBlob } from '../blobs.ts';
import { now } from '../clock.ts';
import type { ExpressionContext } from '../expressions.ts';
import type { Runner } from '../runners.ts';
import type { ActionsWorkflow, Repository } from './repository.ts';

/** One actions run; its state is that of its last attempt. */
export interface ActionsRun {
  readonly id: number;
  readonly checkSuiteId: number;
  readonly number: number;
  readonly repository: Repository;
  readonly workflow: ActionsWorkflow;
  readonly event: string;
  /** Where the commit is: a fork, if the run is of a stranger's pull request. */
  readonly headRepository: Repository;
  readonly headBranch: string;
  readonly headSha: string;
  readonly displayTitle: string;
  readonly actor: string;
  readonly createdAt: number;
  readonly context: ExpressionContext;
  /** In lower case, because GitHub doesn't care about case; undefined where runs don't wait for each other. */
  readonly concurrencyGroup: string | undefined;
  readonly attempts: [Attempt, ...Attempt[]];
  readonly artifacts: Artifact[];
}

/** One try of an actions run. */
export interface Attempt {
  readonly number: number;
  readonly triggeringActor: string;
  readonly startedAt: number;
  /** The conclusion with which it ends before any job comes to be. */
  readonly endsAs: string | undefined;
  /** Jobs that came to be; those that still wait for others are in `pending`. */
  readonly jobs: Job[];
  pending: JobPlan[];
  status: 'queued' | 'pending' | 'waiting' | 'in_progress' | 'completed';
  conclusion: string | null;
  updatedAt: number;
  completedAt: number | undefined;
  cancelled: boolean;
  /** Undefined until it begins, and where its jobs are played. */
  execution: Execution | undefined;
}

/** An attempt in the hands of act. */
export interface Execution {
  isOver: boolean;
  /** Resolves when it is over. */
  readonly ended: Promise<void>;
  /** Calls it off, in the queue or while its steps run. */
  readonly stop: () => void;
}

/** A job of an attempt. */
export interface Job {
  readonly id: number;
  readonly plan: JobPlan;
  readonly createdAt: number;
  status: 'queued' | 'waiting' | 'in_progress' | 'completed';
  conclusion: string | null;
  startedAt: number;
  completedAt: number | undefined;
  runner: Runner | undefined;
  /** What it wrote, line by line; nothing where it was only played. */
  readonly log: string[];
  /** Leaves the queue or gives the runner back, and calls the timer off. */
  stop: () => void;
}

/** An artifact of a run: what is stored of it, a zip unless it was uploaded without archiving, and under which media type. */
export interface Artifact {
  readonly id: number;
  readonly run: ActionsRun;
  readonly name: string;
  readonly stored: StoredBlob;
  readonly mediaType: string;
  readonly createdAt: number;
  /** From when on it can't be downloaded. */
  expiresAt: number;
}

/** Whether the time is over for which an artifact is kept. */
export function isExpired({ expiresAt }: Artifact): boolean {
  return expiresAt <= now();
}

/** The attempt that the run's state is taken from. */
export function latestAttempt(run: ActionsRun): Attempt {
  return run.attempts.at(-1) ?? run.attempts[0];
}
