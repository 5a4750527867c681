import type { ActionsRunRef } from './actions-run.ts';
import type { CountedVote } from './approvals/gate.ts';
import type { RetryPolicy } from './build-recipe.ts';
import type { RunnerShares } from './queue/admission.ts';
import type {
  BuildOutcome,
  Cancellation,
  FollowUpState,
  PublishingState,
  StandIn,
  UnderwayTrain,
} from './train-state.ts';
import type { Actor } from './trigger.ts';

/** Something that happened to a train that is underway. `at` is milliseconds since the epoch. */
export type TrainEvent = { readonly at: number } & (
  | { readonly type: 'build-started'; readonly alias: string }
  | { readonly type: 'build-settled'; readonly alias: string; readonly outcome: BuildOutcome }
  /** Somebody ran the actions run of a failed build again at GitHub, and this attempt of it was seen green. */
  | { readonly type: 'run-seen'; readonly alias: string; readonly run: ActionsRunRef }
  | { readonly type: 'publishing'; readonly state: PublishingState }
  | { readonly type: 'follow-up'; readonly state: FollowUpState }
  /** What publishing needed had expired: the builds that left it are to be made again. */
  | { readonly type: 'artifacts-expired'; readonly aliases: readonly string[]; readonly why: string }
  | { readonly type: 'place'; readonly place: UnderwayTrain['place'] }
  | { readonly type: 'shares'; readonly shares: RunnerShares }
  | { readonly type: 'gate-reached'; readonly gate: string }
  | { readonly type: 'voted'; readonly vote: CountedVote }
  /** After a cancellation: what became of the draft that the train made, in words. */
  | { readonly type: 'draft-discarded'; readonly what: string; readonly why: string }
  /** Something that waits for a moment, and nothing else, is looked at again. */
  | { readonly type: 'time-passed' }
  | PersonsEvent
);

/** What a person had done; `by` and `why` are kept with it. */
export type PersonsEvent = { readonly by: Actor; readonly why: string } & (
  | { readonly type: 'paused' }
  | { readonly type: 'resumed' }
  | { readonly type: 'cancelled'; readonly runs: Cancellation['runs']; readonly draft: Cancellation['draft'] }
  | {
      readonly type: 'retried';
      /** Of what failed. */
      readonly aliases: readonly string[];
      readonly publishing: boolean;
      /** Attempts that these builds made, where their ends didn't say so. */
      readonly made: Readonly<Record<string, number>>;
      readonly how: RetryPolicy['how'] | null;
    }
  | {
      readonly type: 'skipped';
      readonly alias: string;
      readonly outcome: StandIn;
    }
  | { readonly type: 'limits-set'; readonly builds: number }
);
