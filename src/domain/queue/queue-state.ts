import type { ActionsRunRef } from '../actions-run.ts';
import type { TrainKind, Trigger } from '../trigger.ts';
import type { AdmissionAnswer, RunnerShares } from './admission.ts';
import type { Arrival } from './arrivals.ts';
import type { DatedChange } from './dated-change.ts';
import type { PassedOn } from './passed-on.ts';
import type { QueuePolicy } from './queue-policy.ts';

/** All that the queue of a chain knows. Times are milliseconds since the epoch. */
export interface QueueState {
  readonly chain: string;
  /** Whether its execution began on older code, and decides as that did. */
  readonly formerRules?: boolean;
  /** The same of the code that named cascades by shorter digests. */
  readonly formerNames?: boolean;
  /** When something happened last. */
  readonly at: number;
  /** As whoever came last was configured; `null` before the first. */
  readonly policy: QueuePolicy | null;
  /** The trains that have a place, in the order in which they got it. */
  readonly running: readonly RunningTrain[];
  /** The trains that gave their places back while they wait for a person; older code didn't hand them on. */
  readonly away?: readonly AwayTrain[];
  /** What waits for a place, in the order in which it came. */
  readonly waiting: readonly Waiting[];
  /** Pushes of which it isn't known yet whether they are green: the newest of each repository and track. */
  readonly unchecked: readonly UncheckedPush[];
  /** Trains that ended because of what they were answered, the newest last. */
  readonly dismissed: readonly DismissedTrain[];
  /** Digests of the ids of deliveries that were taken, the newest last; older code kept the ids. */
  readonly seen: readonly string[];
  /** Digest of the content that a train departed with last, by repository and track. */
  readonly content: Readonly<Record<string, string>>;
  /** What trains that succeeded have built, by alias; older code didn't hand it on. */
  readonly passedOn?: Readonly<Record<string, PassedOn>>;
  /** When the newest push was made that went into a cascade, by repository and track; older code didn't hand it on. */
  readonly newest?: Readonly<Record<string, number>>;
  /** The nightly that is to follow a cascade. */
  readonly follow: { readonly after: string; readonly begun: boolean } | null;
  /** What became of whatever came, the newest last. */
  readonly decisions: readonly Decision[];
}

/**
 * How far a train with a place is. A cascade of the queue's own is `ordered`, `starting` and `started` until it asks;
 * every train has `asked` until its answer is on its way, and `asked-again` where it got one before.
 */
export type PlaceStage = 'ordered' | 'starting' | 'started' | 'asked' | 'asked-again' | 'answered';

/** A train that has a place. */
export interface RunningTrain {
  readonly train: string;
  /** The execution that has the place; `null` while it isn't known to be started. */
  readonly runId: string | null;
  readonly kind: TrainKind;
  /** `null` of a train that was found running. */
  readonly key: string | null;
  readonly stage: PlaceStage;
  /** Whether it knows what it builds, and goes with what it carries; older code didn't say. */
  readonly departed?: boolean;
  readonly since: number;
  /** What it carries. */
  readonly changed: readonly DatedChange[];
  /** What it builds, by alias; before it departed, the commits that it carries. */
  readonly commits: Readonly<Record<string, string>>;
  /** What started it, of a cascade of the queue's own. */
  readonly trigger: Trigger | null;
  /** The labels of the runners that its builds take; while that isn't known it may take any. */
  readonly runners?: readonly string[];
  /** Builds at once that it may have, on each label that is limited. */
  readonly shares: RunnerShares;
  /** What it may still use of them, until it says that it doesn't. */
  readonly held: RunnerShares;
  /** Whether it was told its shares. */
  readonly told: boolean;
}

/** A train that gave its place back while it waits for a person, and asks for it again when it goes on. */
export type AwayTrain = Pick<RunningTrain, 'train' | 'kind' | 'key' | 'commits'> & { readonly runId: string };

export type Waiting = WaitingTrain | PendingCascade;

/** A train that asked, and has no answer yet. */
export interface WaitingTrain {
  readonly type: 'train';
  readonly since: number;
  readonly train: string;
  readonly runId: string;
  readonly kind: TrainKind;
  readonly key: string;
  /** Whether it had a place before: what it carries can't change any more. */
  readonly again: boolean;
  /** Its own changes, and those that were merged into it. */
  readonly changed: readonly DatedChange[];
  /** The labels of the runners that its builds take; while that isn't known it may take any. */
  readonly runners?: readonly string[];
}

/** A cascade that the queue starts itself, once there is a place. */
export interface PendingCascade {
  readonly type: 'cascade';
  readonly since: number;
  readonly key: string;
  readonly changed: readonly DatedChange[];
  /** What brought the first of them. */
  readonly trigger: Trigger;
  /** Whether nothing else may travel with it, since a cascade of more failed. */
  readonly alone?: true;
}

/** A push that must be green before it counts. */
export interface UncheckedPush {
  readonly arrival: Arrival;
  readonly since: number;
  /** One that is `red` waits for no moment, but for news that it was run again. */
  readonly stage: 'due' | 'checking' | 'pending' | 'red';
  /** Whether something happened while it was being checked. */
  readonly again: boolean;
  /** When it is looked at again at the latest. */
  readonly lookAt: number;
  readonly why: string;
  /** Pushes of the same repository and track that it took the place of, the newest first; older code forgot them. */
  readonly earlier?: readonly Omit<UncheckedPush, 'earlier'>[];
}

/** What a look at the actions runs of a push came to. */
export type PushVerdict =
  | { readonly type: 'green'; readonly run: ActionsRunRef | null; readonly content: string | null }
  /** `missing`: there is no actions run yet, and perhaps there never will be. */
  | { readonly type: 'pending'; readonly why: string; readonly missing?: true }
  /** `rerun`: it may be run again, and be green then; what doesn't say so is over. */
  | { readonly type: 'red'; readonly why: string; readonly rerun?: true };

/** A train that is to end, or has ended, because of its answer. */
export interface DismissedTrain {
  readonly train: string;
  readonly runId: string;
  readonly answer: Exclude<AdmissionAnswer, { type: 'admitted' }>;
  readonly told: boolean;
}

/** What became of a train or a change, for whoever asks later. */
export interface Decision {
  readonly at: number;
  readonly what: string;
  readonly became:
    'admitted' | 'started' | 'waits' | 'merged' | 'superseded' | 'refused' | 'dropped' | 'checked' | 'ended' | 'found';
  readonly why: string;
}

export function emptyQueue(chain: string): QueueState {
  return {
    chain,
    at: 0,
    policy: null,
    running: [],
    waiting: [],
    unchecked: [],
    dismissed: [],
    seen: [],
    content: {},
    follow: null,
    decisions: [],
  };
}

/** Whether what asked and what is known are the same execution of the same train. */
export function isSame(
  a: { readonly train: string; readonly runId: string | null },
  b: { readonly train: string; readonly runId: string | null },
): boolean {
  return a.train === b.train && a.runId === b.runId;
}

const DECISIONS_KEPT = 100;

/** The state with one more decision. */
export function decided(state: QueueState, what: string, became: Decision['became'], why: string): QueueState {
  return { ...state, decisions: [...state.decisions, { at: state.at, what, became, why }].slice(-DECISIONS_KEPT) };
}
