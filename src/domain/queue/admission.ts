import type { Change, TrainKind } from '../trigger.ts';
import type { QueuePolicy } from './queue-policy.ts';

/** A train that asks whether it may go on. Asking again changes nothing. */
export interface AdmissionAsk {
  readonly train: string;
  /** The execution that asks: a train that was started again under its id is another. */
  readonly runId: string;
  readonly kind: TrainKind;
  /** What makes two trains of a kind the same: the version of a release, the line and parameters of a cascade or a nightly. */
  readonly key: string;
  /** What a cascade brings; empty for the other kinds. */
  readonly changed: readonly Change[];
  /** Whether it had been admitted before, and gave its place back while it waited for a person. */
  readonly again: boolean;
  /** The labels of the runners that its builds take, as far as it knows; where it doesn't say, it may take any. */
  readonly runners?: readonly string[];
  /** As the chain was configured when the train started. */
  readonly policy: QueuePolicy;
}

/** What the queue answers a train. */
export type AdmissionAnswer =
  /** `changed` is what the train is to carry by now: its own changes, and those that were merged into it. */
  | { readonly type: 'admitted'; readonly changed: readonly Change[]; readonly shares: RunnerShares }
  | { readonly type: 'merged'; readonly into: string }
  | { readonly type: 'superseded'; readonly by: string }
  | { readonly type: 'refused'; readonly why: string };

/** Builds at once that a train may have on the runners of each label that is limited. */
export type RunnerShares = Readonly<Record<string, number>>;

/** What a train that was admitted builds, told once it is known: what comes in later may be covered by it. */
export interface TrainScope {
  readonly train: string;
  readonly runId: string;
  /** The commit of each repository that it builds, by alias. */
  readonly commits: Readonly<Record<string, string>>;
  /** The labels of the runners that its builds take; where it doesn't say, it may take any. */
  readonly runners?: readonly string[];
}

/** A train tells that it uses no more than so many places by now, after its shares became smaller. */
export interface SharesGivenBack {
  readonly train: string;
  readonly runId: string;
  readonly shares: RunnerShares;
}

/** A train that needs its place no more: it ended, or waits for a person and will ask again. */
export interface PlaceGivenBack {
  readonly train: string;
  readonly runId: string;
  readonly ended: boolean;
  /** Whether all that it built succeeded; older trains don't say. */
  readonly succeeded?: boolean;
  /** Whether it was cancelled. */
  readonly cancelled?: true;
  /** What is to follow it, where it succeeded. */
  readonly follow: 'none' | 'prerelease';
}

/** What a train tells the queue, by the name of the signal. */
export type QueueWord =
  | { readonly signal: 'departed'; readonly message: TrainScope }
  | { readonly signal: 'sharesGivenBack'; readonly message: SharesGivenBack }
  | { readonly signal: 'placeGivenBack'; readonly message: PlaceGivenBack };
