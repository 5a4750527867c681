import { doubtful, fine, type Finding } from './finding.ts';
import { SCARCE, type RateBudget } from './rate-budget.ts';

/** How many of the hour's requests are left for an owner's repositories. */
export function checkBudget(owner: string, { limit, remaining, resetAt }: RateBudget): Finding {
  const until = new Date(resetAt).toISOString().slice(11, 16);
  const message = `${owner}: ${remaining} of ${limit} requests are left until ${until} UTC`;
  if (remaining >= limit * SCARCE) return fine('rate limit', message);
  return doubtful('rate limit', message, 'Polls become rarer until then; see what else uses this token or App.');
}
