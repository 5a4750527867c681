import type { Octokit } from '@octokit/rest';
import type { RateBudget } from '../domain/rate-budget.ts';
import { rateLimitedUntil } from './rate-limit.ts';
import { readFailure } from './transport-failure.ts';
import { HeldBack } from './unsent.ts';

/** The rate limit of one account, as its answers tell of it. */
export interface Limits {
  /** An Octokit plugin: reads every answer, and after a rate limit lets nothing leave until it is over. */
  readonly plugin: (octokit: Pick<Octokit, 'hook'>) => void;
  /** What the last answer said is left; `null` before the first. */
  budget(): RateBudget | null;
}

type Headers = Readonly<Record<string, string | number | undefined>>;

/** Keeps the limits of one account. Asking on while limited would only make it longer, and GitHub may ban who does. */
export function makeLimits(): Limits {
  let budget: RateBudget | null = null;
  let limitedUntil = 0;

  return {
    budget: () => budget,
    plugin(octokit) {
      octokit.hook.before('request', () => {
        if (Date.now() >= limitedUntil) return;
        throw new HeldBack("GitHub's rate limit is not over yet", limitedUntil);
      });
      octokit.hook.after('request', ({ headers }) => {
        budget = readBudget(headers) ?? budget;
      });
      octokit.hook.error('request', (error) => {
        const failure = readFailure(error);
        if (failure.type === 'answered') {
          budget = readBudget(failure.headers) ?? budget;
          limitedUntil = Math.max(limitedUntil, rateLimitedUntil(failure, Date.now()) ?? 0);
        }
        throw error;
      });
    },
  };
}

function readBudget(headers: Headers): RateBudget | null {
  const [limit, remaining, reset] = ['limit', 'remaining', 'reset'].map((name) =>
    Number(headers[`x-ratelimit-${name}`] ?? NaN),
  );
  if (limit === undefined || remaining === undefined || reset === undefined) return null;
  return [limit, remaining, reset].every(Number.isFinite) ? { limit, remaining, resetAt: reset * 1000 } : null;
}
