import type { ActionsRunRef, ArtifactReport, RelatedRun } from './actions-run.ts';
import type { CountedVote, Gate } from './approvals/gate.ts';
import type { RetryPolicy } from './build-recipe.ts';
import type { RepositoryKind } from './chain.ts';
import type { Plan } from './plan.ts';
import type { RunnerShares } from './queue/admission.ts';
import type { Reason } from './reason.ts';
import type { GaveUp } from './retry.ts';
import type { Actor } from './trigger.ts';

/** All that a train knows of itself. Times are milliseconds since the epoch. */
export type TrainState =
  | { readonly stage: 'waiting-for-admission' }
  | { readonly stage: 'pinning' }
  /** It ended without having been under way: another train does its work. */
  | { readonly stage: 'merged' | 'superseded'; readonly by: string }
  | UnderwayTrain;

/** A train whose plan is made, from its first build to its end. */
export interface UnderwayTrain {
  readonly stage: 'underway';
  /** When something happened last. */
  readonly at: number;
  /** Digest of what it builds: approvals name it. */
  readonly digest: string;
  readonly plan: Plan;
  readonly builds: Readonly<Record<string, BuildState>>;
  /** Builds at once. */
  readonly limit: number;
  /** Of those, on the runners of each label that is limited. */
  readonly shares: RunnerShares;
  /** How long it waits for a person where a failure stops it, in milliseconds. */
  readonly patience: number;
  /** Whether it has its place among the trains of its chain: one that waits for a person gives it back. */
  readonly place: 'held' | 'given-back' | 'asked-for';
  readonly paused: Actor | null;
  readonly cancelled: Cancellation | null;
  /** The gates of this train, by name. */
  readonly gates: Readonly<Record<string, GateState>>;
  readonly publishing: PublishingState;
  /** The builds that were made again because what they left had expired. */
  readonly revived: readonly string[];
  readonly followUp: FollowUpState;
  /** What people asked for, the newest last. */
  readonly commands: readonly CommandRecord[];
}

/** Who cancelled a train, and what becomes of what it left. */
export interface Cancellation {
  readonly by: Actor;
  readonly runs: 'cancel' | 'leave';
  readonly draft: 'keep' | 'remove';
}

/** A gate, since when it waits (`null` while nothing has come to it), and what was said to it. */
export interface GateState {
  readonly gate: Gate;
  readonly since: number | null;
  readonly votes: readonly CountedVote[];
}

/** A command that was carried out, for whoever asks later. */
export interface CommandRecord {
  readonly at: number;
  readonly by: string;
  /** What it did, in words. */
  readonly what: string;
  readonly why: string;
}

/** One repository inside a train. Being blocked is no state of its own: it follows from the needs (`blockers.ts`). */
export type BuildState =
  | { readonly status: 'waiting'; readonly again: Again | null }
  | { readonly status: 'running'; readonly startedAt: number }
  | ({ readonly startedAt: number | null; readonly settledAt: number } & BuildOutcome);

/** What a build that is done again goes on from. */
export interface Again {
  /** Attempts that were made before. */
  readonly attempts: number;
  /** The last actions run of those. */
  readonly run: ActionsRunRef | null;
  /** `follow`: the run was run again and seen green, so it is taken as it is; `null`: as the chain says. */
  readonly how: RetryPolicy['how'] | 'follow' | null;
  /** Whether the build was terminated in the attempt that follows those: its actions run may go on, and is looked for first. */
  readonly lookFirst: boolean;
}

/** How a build ended. */
export type BuildOutcome =
  | {
      readonly status: 'succeeded';
      readonly reason: Reason;
      readonly attempts: number;
      readonly run: ActionsRunRef | null;
      readonly artifacts: readonly ArtifactReport[];
      readonly related: readonly RelatedRun[];
    }
  | {
      readonly status: 'failed';
      readonly reason: Reason;
      readonly attempts: number;
      readonly run: ActionsRunRef | null;
      readonly related: readonly RelatedRun[];
      /** Why it was not tried again; `null` where it never came to an attempt. */
      readonly gaveUp: GaveUp | null;
    }
  | { readonly status: 'cancelled'; readonly reason: Reason }
  /** A result stands in that isn't this train's: found by Cascade (`reused`) or named by a person (`skipped`). */
  | {
      readonly status: 'reused' | 'skipped';
      readonly reason: Reason;
      /** The commit that was built. */
      readonly commit: string;
      /** The version that it was built as; `null` where it had none. */
      readonly version: string | null;
      readonly run: ActionsRunRef | null;
      readonly artifacts: readonly ArtifactReport[];
    };

export type PublishingState =
  | { readonly status: 'waiting' }
  /** `draft` is its page once everything is in it and gates keep it from being published; `word` is what they said. */
  | {
      readonly status: 'running';
      readonly startedAt: number;
      readonly draft: string | null;
      readonly word: 'none' | 'go' | 'stop';
    }
  | { readonly status: 'published'; readonly at: number; readonly release: PublishedRelease }
  | { readonly status: 'failed'; readonly at: number; readonly why: string }
  | { readonly status: 'cancelled'; readonly at: number };

/** What comes after success: deploy signals and telling others. */
export type FollowUpState =
  | { readonly status: 'waiting' }
  | { readonly status: 'running'; readonly startedAt: number }
  | { readonly status: 'done'; readonly at: number; readonly told: readonly FollowUpResult[] };

/** Somebody who was told, and how that went. */
export interface FollowUpResult {
  /** What was sent where, in words. */
  readonly what: string;
  readonly ok: boolean;
  /** Why not; empty where it went well. */
  readonly why: string;
  /** Whether the train fails where it didn't go well. */
  readonly required: boolean;
}

/** The release that a train published, or the draft that it made for a trial. */
export interface PublishedRelease {
  readonly id: number;
  readonly url: string;
  readonly tag: string;
  readonly files: readonly PublishedFile[];
  readonly draft: boolean;
  /** Fingerprints of the keys that signed it, with commas between; `null` where it is unsigned. */
  readonly signedBy: string | null;
  /** What was found wrong and did not stop it, in words. */
  readonly warnings: readonly string[];
  /** The pull request that brings the file of versions up to date; `null` where there is none. */
  readonly versionsProposed: string | null;
}

export interface PublishedFile {
  readonly name: string;
  readonly size: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** A result that stands in for a build of the train. */
export type StandIn = Extract<BuildOutcome, { readonly status: 'reused' | 'skipped' }>;

/** What the workflow of a build ends with: how it succeeded, and of which commit. */
export type BuildResult = Extract<BuildOutcome, { status: 'succeeded' }> & { readonly commit: string };

/** Whether what needs this build may start. */
export function satisfies({ status }: BuildState): boolean {
  return status === 'succeeded' || status === 'reused' || status === 'skipped';
}

/** The outcome of a build with nothing to do. */
export function passed(kind: RepositoryKind): BuildOutcome {
  const reason: Reason = { code: 'nothing-to-build', kind };
  return { status: 'succeeded', reason, attempts: 0, run: null, artifacts: [], related: [] };
}

/** The outcome of a build that never came to an attempt. */
export function neverAttempted(reason: Reason): Extract<BuildOutcome, { status: 'failed' }> {
  return { status: 'failed', reason, attempts: 0, run: null, related: [], gaveUp: null };
}
