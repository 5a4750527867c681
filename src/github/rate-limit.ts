import type { AnsweredFailure } from './transport-failure.ts';

/** What GitHub asks for where a secondary limit names no time: a minute at least. */
const WITHOUT_A_TIME = 60_000;

/**
 * When a request may be sent again, in milliseconds since the epoch, if the answer is a rate limit of GitHub's;
 * `null` for any other answer, also for a 429 that only a proxy can have sent.
 */
export function rateLimitedUntil({ status, headers, message }: AnsweredFailure, now: number): number | null {
  if (status !== 403 && status !== 429) return null;
  const wait = retryAfter(headers['retry-after'], now);
  if (wait !== null) return wait;
  if (Number(headers['x-ratelimit-remaining'] ?? NaN) === 0) {
    const reset = Number(headers['x-ratelimit-reset'] ?? NaN) * 1000;
    // A second more, so that the new hour has begun on their clock too.
    return Number.isFinite(reset) ? Math.max(reset, now) + 1000 : now + WITHOUT_A_TIME;
  }
  return /\bsecondary rate limit\b/i.test(message) ? now + WITHOUT_A_TIME : null;
}

/** HTTP allows seconds and a date. */
function retryAfter(value: string | number | undefined, now: number): number | null {
  if (value === undefined) return null;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return now + seconds * 1000;
  const date = Date.parse(String(value));
  return Number.isNaN(date) ? now + WITHOUT_A_TIME : date;
}
