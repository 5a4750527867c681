import type { Chain } from './chain.ts';
import type { CascadeInput, ReleaseInput } from './train-request.ts';

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
  | { readonly type: 'start'; readonly kind: 'cascade'; readonly trainId: string; readonly input: CascadeInput }
  | { readonly type: 'ignore'; readonly code: IgnoredBecause; readonly why: string };

/** How to decide once the chains are known: one decision for each that it concerns, and never none. */
export type DecideByChains = (chains: readonly Chain[]) => readonly WebhookDecision[];

export type IgnoredBecause =
  | 'ping'
  | 'run-known-already'
  | 'not-dispatched'
  | 'other-workflow'
  | 'job-not-waiting'
  | 'report-without-run'
  | 'made-by-cascade'
  | 'not-in-a-chain'
  | 'not-a-trigger'
  | 'not-a-version'
  | 'no-release'
  | 'immutable-release'
  | 'tag-pushed'
  | 'branch-deleted'
  | 'branch-not-watched';

/** The decision to do nothing. */
export function ignore(code: IgnoredBecause, why: string): WebhookDecision {
  return { type: 'ignore', code, why };
}

/** The chains that there are, as a reason names them. */
export function namesOf(chains: readonly Chain[]): string {
  return `the chains are ${chains.map(({ name }) => name).join(', ') || 'none'}`;
}
