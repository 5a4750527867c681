const hourMs = 3_600_000;

/** What is left to a token in the current hour; `reset` is in seconds since the epoch. */
export interface RateLimit {
  readonly limit: number;
  readonly used: number;
  readonly remaining: number;
  readonly reset: number;
}

/** Counts requests an hour and token, as GitHub's primary rate limit does. */
export class RateLimits {
  readonly #limit: number;
  readonly #hours = new Map<string, { used: number; readonly resetAt: number }>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  of(token: string): RateLimit {
    const { used, resetAt } = this.#hour(token);
    return { limit: this.#limit, used, remaining: Math.max(0, this.#limit - used), reset: Math.ceil(resetAt / 1000) };
  }

  isExceeded(token: string): boolean {
    return this.#hour(token).used >= this.#limit;
  }

  count(token: string): void {
    this.#hour(token).used += 1;
  }

  #hour(token: string): { used: number; readonly resetAt: number } {
    const current = this.#hours.get(token);
    if (current !== undefined && current.resetAt > Date.now()) return current;
    const hour = { used: 0, resetAt: Date.now() + hourMs };
    this.#hours.set(token, hour);
    return hour;
  }
}
