/** How an actions run is asked for, waited for, judged and tried again. */
export interface BuildRecipe {
  /** `verify` yields nothing that a release could contain. */
  readonly mode: 'build' | 'verify';
  /** The repository whose actions workflow builds this one, where that is another. */
  readonly runsIn: { readonly owner: string; readonly name: string } | null;
  /** File names in `.github/workflows`; the first that the default branch has is used. */
  readonly workflows: readonly string[];
  readonly dispatch: Dispatch;
  readonly marker: MarkerSupport;
  /**
   * Name of an artifact, a template, that proves which commit was built: for runs whose own head says nothing about it.
   * `null` where the run's head is the proof.
   */
  readonly proof: string | null;
  /** Jobs that must have concluded success; a run can be green without having built anything. */
  readonly requiredJobs: readonly string[];
  readonly timeouts: Timeouts;
  /** About how long a build takes, in milliseconds; it decides what starts first where builds wait for a place. */
  readonly expectedDuration: number;
  readonly retry: RetryPolicy;
}

/**
 * What the actions workflow does with the marker. `shown`: takes it and puts it into its run name. `taken`: takes it as
 * input or field and doesn't show it. `none`: knows nothing of us; an unknown input would be refused, so none is sent.
 */
export type MarkerSupport = 'shown' | 'taken' | 'none';

/** Milliseconds. */
export interface Timeouts {
  /** Until a runner takes the actions run. */
  readonly queue: number;
  /** From then on until it is completed. */
  readonly build: number;
  /** How long it may wait for a person's approval. */
  readonly approval: number;
}

/** Values are templates: `{version}`, `{sha}`, `{ref}`, a parameter's name and the like (see `template.ts`). */
export type Dispatch =
  | { readonly type: 'workflow_dispatch'; readonly inputs: Readonly<Record<string, string>> }
  | {
      readonly type: 'repository_dispatch';
      readonly eventType: string;
      readonly payload: Readonly<Record<string, string>>;
    };

export interface RetryPolicy {
  /** Attempts in all, the first included. */
  readonly attempts: number;
  /** Milliseconds before the second attempt; doubles with each further one. */
  readonly backoff: number;
  readonly maximumBackoff: number;
  /** The outcomes after which another attempt is made. */
  readonly on: readonly RetriedOutcome[];
  /** A new actions run under a new marker; or, where a run failed, its failed jobs again in the same run. */
  readonly how: 'new-attempt' | 'rerun-failed-jobs';
  /** No further attempt begins later than this many milliseconds after the first; `null` sets no limit. */
  readonly budget: number | null;
}

/** The outcomes that a retry policy can name: what GitHub concluded, and what became of it otherwise. */
export const RETRIED_OUTCOMES = [
  'failure',
  'cancelled',
  'timed_out',
  'startup_failure',
  'stale',
  'queue_timeout',
  'build_timeout',
  'jobs_not_successful',
  'artifacts_missing',
  'branch_moved',
  'run_deleted',
  'dispatch_lost',
  'dispatch_refused',
  'github_unreachable',
] as const;

export type RetriedOutcome = (typeof RETRIED_OUTCOMES)[number];
