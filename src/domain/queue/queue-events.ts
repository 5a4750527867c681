import type { TrainKind } from '../trigger.ts';
import type { AdmissionAsk, PlaceGivenBack, SharesGivenBack, TrainScope } from './admission.ts';
import type { Arrival, PushHint } from './arrivals.ts';
import type { QueueAction } from './next-queue-actions.ts';
import type { UnderwayTrain } from '../train-state.ts';
import type { PushVerdict, QueueState } from './queue-state.ts';

/** Something that happened to the queue. `at` is milliseconds since the epoch. */
export type QueueEvent = { readonly at: number } & (
  | ({ readonly type: 'found'; readonly trains: readonly FoundTrain[]; readonly former: FormerQueue | null } & Patched)
  | { readonly type: 'asked'; readonly ask: AdmissionAsk }
  | { readonly type: 'arrived'; readonly arrivals: readonly Arrival[] }
  | { readonly type: 'hinted'; readonly hints: readonly PushHint[] }
  | { readonly type: 'push-checked'; readonly delivery: string; readonly verdict: PushVerdict }
  | { readonly type: 'departed'; readonly scope: TrainScope }
  | { readonly type: 'shares-given-back'; readonly given: SharesGivenBack }
  | ({ readonly type: 'place-given-back'; readonly given: PlaceGivenBack } & Patched)
  /** It is closed, or what it was told can't reach it. */
  | { readonly type: 'vanished'; readonly train: string; readonly runId: string }
  /** An action is being carried out. */
  | { readonly type: 'begun'; readonly action: QueueAction }
  | { readonly type: 'cascade-started'; readonly train: string; readonly result: StartedCascade }
  /** The nightly that follows a cascade is there, or could not be started for now. */
  | { readonly type: 'nightly-started'; readonly train: string | null }
  /** Something that waits for a moment, and nothing else, is looked at again. */
  | { readonly type: 'time-passed' }
);

interface Patched {
  /** Whether older code heard of it, which forgot the trains that wait for a person. */
  readonly asBefore?: true;
}

/** A train that was running before the queue was. */
export interface FoundTrain {
  readonly train: string;
  readonly runId: string;
  readonly kind: TrainKind;
  /** Of a release. */
  readonly version: string | null;
  /** Whether it waits without a place; absent where it has one. */
  readonly place?: Exclude<UnderwayTrain['place'], 'held'>;
}

/** What is left of a queue that somebody ended. */
export interface FormerQueue {
  /** As it was when it did something last. */
  readonly state: QueueState;
  /** What reached it and isn't in its state: nobody but the queue would hear of that again. */
  readonly arrivals: readonly Arrival[];
  /** Trains that told it of their end, which isn't in its state either; older code didn't hand them on. */
  readonly ended?: readonly PlaceGivenBack[];
}

/** What became of a start; a train of that id may have been there before. */
export type StartedCascade =
  | { readonly type: 'runs'; readonly runId: string }
  /** `began` is when, in milliseconds since the epoch; older code didn't say. */
  | { readonly type: 'ended-before'; readonly began?: number }
  /** It could not be started for now. */
  | { readonly type: 'failed' };
