import type { RateBudget } from '../../domain/rate-budget.ts';

const grouped = new Intl.NumberFormat('en');

/** What is left of GitHub's rate limit, as one line; none where nobody knows, or where what was known is over. */
export function budgetLine(budget: RateBudget | null, now: number): readonly string[] {
  if (budget === null || budget.resetAt <= now) return [];
  const { remaining, limit, resetAt } = budget;
  const until = new Date(resetAt).toISOString().slice(11, 16);
  return [`GitHub: ${grouped.format(remaining)} of ${grouped.format(limit)} requests left until ${until} UTC`];
}
