import type { ActionsRunRef, ArtifactReport, RelatedRun } from './actions-run.ts';
import type { RepositoryKind } from './chain.ts';
import type { Plan } from './plan.ts';
import type { Reason } from './reason.ts';
import type { GaveUp } from './retry.ts';
import type { Actor } from './trigger.ts';

/** All that a train knows of itself. Times are milliseconds since the epoch. */
export type TrainState = { readonly stage: 'waiting-for-admission' } | { readonly stage: 'pinning' } | UnderwayTrain;

/** A train whose plan is made, from its first build to its end. */
export interface UnderwayTrain {
  readonly stage: 'underway';
  readonly plan: Plan;
  readonly builds: Readonly<Record<string, BuildState>>;
  /** Builds at once. */
  readonly limit: number;
  readonly paused: Actor | null;
  readonly cancelled: Actor | null;
  readonly publishing: PublishingState;
}

/** One repository inside a train. Being blocked is no state of its own: it follows from the needs (`blockers.ts`). */
export type BuildState =
  | { readonly status: 'waiting' }
  | { readonly status: 'running'; readonly startedAt: number }
  | ({ readonly startedAt: number | null; readonly settledAt: number } & BuildOutcome);

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
  /** An earlier result stands in: found by Cascade (`reused`) or named by a person (`skipped`). */
  | { readonly status: 'reused' | 'skipped'; readonly reason: Reason; readonly from: string };

export type PublishingState =
  | { readonly status: 'waiting' }
  | { readonly status: 'running'; readonly startedAt: number }
  | { readonly status: 'published'; readonly at: number; readonly release: PublishedRelease }
  | { readonly status: 'failed'; readonly at: number; readonly why: string }
  | { readonly status: 'cancelled'; readonly at: number };

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
