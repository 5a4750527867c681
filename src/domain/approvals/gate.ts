import type { TrainKind } from '../trigger.ts';

/** A point that a train passes only when people have agreed. */
export interface Gate {
  readonly name: string;
  /** What waits for it. */
  readonly before: 'building' | 'publishing' | 'deploying';
  readonly kinds: readonly TrainKind[];
  /** Before building: the aliases that wait, such as those of a layer; `null` for all. */
  readonly repositories: readonly string[] | null;
  readonly approvers: readonly Approver[];
  /** How many of them must agree. */
  readonly threshold: number;
  /** Least time from when it began to wait until it opens, in milliseconds. */
  readonly wait: number;
  /** From when it began to wait; the train fails when it is over. Milliseconds; `null` for no end. */
  readonly expires: number | null;
  /** Another way, without the minimum time: so many of these, each with a reason; `null` where there is none. */
  readonly emergency: { readonly approvers: readonly Approver[]; readonly threshold: number } | null;
}

/** Somebody who may agree: by the name that the API knows, or by the key. */
export interface Approver {
  readonly name: string;
  /** Armoured OpenPGP key; `null` for one who is known to the API only. */
  readonly key: string | null;
}

/** What somebody said to a gate of a train. It counts for one plan only. */
export interface Vote {
  readonly gate: string;
  readonly verdict: 'approve' | 'reject';
  readonly emergency: boolean;
  readonly why: string;
  /** Digest of the plan that it is about. */
  readonly plan: string;
}

/** A vote with the proof of who it is from: what an activity checks, and nothing else does. */
export type ProvedVote =
  /** The API knew its caller, and says so with the secret that it shares with the workers. */
  | { readonly type: 'api'; readonly vote: Vote; readonly name: string; readonly at: number; readonly mac: string }
  /** A statement, clear-signed with an approver's OpenPGP key. */
  | { readonly type: 'openpgp'; readonly statement: string };

/** A vote whose proof was checked. `at` is milliseconds since the epoch. */
export interface CountedVote extends Vote {
  readonly by: string;
  readonly at: number;
}
