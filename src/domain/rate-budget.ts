/** What is left of GitHub's primary rate limit, as its last answer said. */
export interface RateBudget {
  /** Requests an hour. */
  readonly limit: number;
  readonly remaining: number;
  /** When the next hour begins, milliseconds since the epoch. */
  readonly resetAt: number;
}

/** Below this share of the hour's requests polls become rarer. */
export const SCARCE = 0.25;
/** Below this one they stop until the next hour. */
const NEARLY_GONE = 0.05;

/**
 * The pause before the next poll: the interval while there is plenty, longer the less is left, and the rest of the hour
 * where hardly anything is. Dispatches are not thinned: what polls leave over is theirs.
 */
export function thinned(interval: number, budget: RateBudget | null, now: number): number {
  if (budget === null || budget.limit <= 0 || now >= budget.resetAt) return interval;
  const share = budget.remaining / budget.limit;
  if (share >= SCARCE) return interval;
  const untilReset = budget.resetAt - now;
  if (share <= NEARLY_GONE) return Math.max(interval, untilReset);
  return Math.max(interval, Math.min(untilReset, Math.round(interval * (SCARCE / share) ** 2)));
}

/** The budget of the two that says less is left; where only one is known, that one. */
export function scarcer(a: RateBudget | null, b: RateBudget | null): RateBudget | null {
  if (a === null || b === null) return a ?? b;
  return b.remaining / b.limit < a.remaining / a.limit ? b : a;
}
