const hourMs = 3_600_000;

/** What is left to a payer in the current hour; `reset` is in seconds since the epoch. */
export interface RateLimit {
  readonly limit: number;
  readonly used: number;
  readonly remaining: number;
  readonly reset: number;
}

/** Counts requests an hour and payer, as GitHub's primary rate limit does. */
export class RateLimits {
  readonly #limit: number;
  readonly #hours = new Map<string, { used: number; readonly resetAt: number }>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  of(payer: string): RateLimit {
    const { used, resetAt } = this.#hour(payer);
    return { limit: this.#limit, used, remaining: Math.max(0, this.#limit - used), reset: Math.ceil(resetAt / 1000) };
  }

  isExceeded(payer: string): boolean {
    return this.#hour(payer).used >= this.#limit;
  }

  count(payer: string): void {
    this.#hour(payer).used += 1;
  }

  #hour(payer: string): { used: number; readonly resetAt: number } {
    const current = this.#hours.get(payer);
    if (current !== undefined && current.resetAt > Date.now()) return current;
    const hour = { used: 0, resetAt: Date.now() + hourMs };
    this.#hours.set(payer, hour);
    return hour;
  }
}
