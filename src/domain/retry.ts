import type { RetriedOutcome, RetryPolicy } from './build-recipe.ts';

/** Whether another attempt follows, after how many milliseconds and how; or why none does. */
export type RetryDecision =
  | { readonly type: 'retry'; readonly after: number; readonly how: RetryPolicy['how'] }
  | ({ readonly type: 'give-up' } & GaveUp);

/** Why no further attempt was made. */
export interface GaveUp {
  readonly because: 'attempts-used' | 'outcome-not-retried' | 'budget-used';
  /** How the last attempt ended, as a policy names it; `null` for what no policy can name. */
  readonly outcome: RetriedOutcome | null;
}

/** The attempt that has just failed. */
export interface FailedAttempt {
  /** From 1. */
  readonly number: number;
  readonly outcome: RetriedOutcome | null;
  /** Milliseconds since the first attempt began. */
  readonly elapsed: number;
}

/**
 * Decides what follows a failed attempt.
 * @param jitter between 0 and 1; spreads builds that failed together over half of the back-off
 */
export function decideRetry(policy: RetryPolicy, failed: FailedAttempt, jitter: number): RetryDecision {
  const { outcome, number, elapsed } = failed;
  if (outcome === null || !policy.on.includes(outcome)) return giveUp('outcome-not-retried', outcome);
  if (number >= policy.attempts) return giveUp('attempts-used', outcome);
  const backoff = Math.min(policy.backoff * 2 ** (number - 1), policy.maximumBackoff);
  const after = Math.round(backoff * (0.5 + jitter / 2));
  if (policy.budget !== null && elapsed + after > policy.budget) return giveUp('budget-used', outcome);
  // Only what failed can be run again in part; anything else needs a run of its own.
  return { type: 'retry', after, how: outcome === 'failure' ? policy.how : 'new-attempt' };
}

/** The end of a build in words, as an addition to its reason. */
export function explainGaveUp({ because, outcome }: GaveUp, attempts: number): string {
  switch (because) {
    case 'attempts-used':
      return attempts === 1 ? 'one attempt is allowed' : `all ${attempts} attempts are used`;
    case 'outcome-not-retried':
      return outcome === null ? 'another attempt would not help' : `"${outcome}" is not retried, as retry.on says`;
    case 'budget-used':
      return `attempt ${attempts} was the last within retry.budget`;
  }
}

function giveUp(because: GaveUp['because'], outcome: RetriedOutcome | null): RetryDecision {
  return { type: 'give-up', because, outcome };
}
