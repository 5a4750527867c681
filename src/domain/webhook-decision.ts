import type { Chain } from './chain.ts';
import type { Arrival, PushHint } from './queue/arrivals.ts';
import type { ReleaseInput } from './train-request.ts';

/** How a webhook came, beside what it says. */
export interface Received {
  /** GitHub's id of the delivery: one that is repeated has the same. */
  readonly delivery: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Logins of accounts that only Cascade uses, such as its GitHub App's: what they do starts nothing. */
  readonly self: readonly string[];
}

/** What a webhook says of an actions run. It wakes the build up and is shown; nothing is decided by it. */
export interface RunHint {
  readonly runId: number;
  readonly attempt: number;
  /** GitHub's word, of the run or of one of its jobs. */
  readonly status: string;
  /** File name of the actions workflow; empty where that isn't said. */
  readonly workflow: string;
  /** The page of the actions run; empty where that isn't said. */
  readonly url: string;
  /**
   * Who says it: GitHub of the run, of one that shows no marker and may be another build's, of a job; or the actions
   * workflow by a dispatch of its own, which anybody could send.
   */
  readonly source: 'run' | 'unmarked-run' | 'job' | 'report';
}

/** The hint as it is given to builds of which any, or none, may be meant. */
export function hintToAny(hint: RunHint): RunHint {
  return hint.source === 'run' ? { ...hint, source: 'unmarked-run' } : hint;
}

/** All builds of some repositories of a chain. */
export interface BuildsOf {
  readonly chain: string;
  /** Aliases. */
  readonly repositories: readonly string[];
}

/** What to do because of a webhook; doing nothing has a reason, too. */
export type WebhookDecision =
  /** A marker says which build it is. */
  | { readonly type: 'wake'; readonly workflowId: string; readonly hint: RunHint }
  /** No marker does: the build that knows the run is meant, or where none does yet, any of `otherwise` may be. */
  | {
      readonly type: 'wake-run';
      /** `owner/name/id`, as `CascadeActionsRun` has it. */
      readonly run: string;
      readonly otherwise: readonly BuildsOf[];
      readonly hint: RunHint;
    }
  | { readonly type: 'start'; readonly kind: 'release'; readonly trainId: string; readonly input: ReleaseInput }
  /** A change goes into the next cascade of the chain. */
  | { readonly type: 'enqueue'; readonly chain: string; readonly arrival: Arrival }
  /** An actions run for which a push may be waiting has ended. */
  | { readonly type: 'check-pushes'; readonly chain: string; readonly hint: PushHint }
  | { readonly type: 'ignore'; readonly code: IgnoredBecause; readonly why: string };

/** How to decide once the chains are known: one decision for each that it concerns, and never none. */
export type DecideByChains = (chains: readonly Chain[]) => readonly WebhookDecision[];

export type IgnoredBecause =
  | 'ping'
  | 'event-not-used'
  | 'pull-request'
  | 'run-known-already'
  | 'run-not-completed'
  | 'not-dispatched'
  | 'other-workflow'
  | 'job-not-waiting'
  | 'report-without-run'
  | 'made-by-cascade'
  | 'not-in-a-chain'
  | 'not-a-trigger'
  | 'not-a-version'
  | 'no-release'
  | 'release-not-published'
  | 'immutable-release'
  | 'line-never-publishes'
  | 'branch-deleted'
  | 'tag-deleted'
  | 'branch-not-watched'
  | 'paths-not-watched'
  | 'skip-token'
  | 'dispatch-not-known'
  | 'names-no-repository';

/** The decision to do nothing. */
export function ignore(code: IgnoredBecause, why: string): WebhookDecision {
  return { type: 'ignore', code, why };
}

/** The chains that there are, as a reason names them. */
export function namesOf(chains: readonly Chain[]): string {
  return `the chains are ${chains.map(({ name }) => name).join(', ') || 'none'}`;
}
