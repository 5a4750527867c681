import type { RetriedOutcome, RetryPolicy } from './chain.ts';

/** Whether another attempt follows, and after how many milliseconds. */
export type RetryDecision =
  | { readonly type: 'retry'; readonly after: number }
  | { readonly type: 'give-up'; readonly because: 'attempts-used' | 'outcome-not-retried' };

/**
 * Decides what follows a failed attempt.
 * @param outcome how it ended, or `null` where no policy could help
 * @param jitter between 0 and 1; spreads builds that failed together over half of the back-off
 */
export function decideRetry(
  policy: RetryPolicy,
  attempt: number,
  outcome: RetriedOutcome | null,
  jitter: number,
): RetryDecision {
  if (outcome === null || !policy.on.includes(outcome)) return { type: 'give-up', because: 'outcome-not-retried' };
  if (attempt >= policy.attempts) return { type: 'give-up', because: 'attempts-used' };
  const backoff = Math.min(policy.backoff * 2 ** (attempt - 1), policy.maximumBackoff);
  return { type: 'retry', after: Math.round(backoff * (0.5 + jitter / 2)) };
}
