/** Milliseconds since the epoch, with fractions: fine enough to measure the time between a webhook and a request. */
export function now(): number {
  return performance.timeOrigin + performance.now();
}

/** A time as GitHub writes it: ISO 8601 in UTC, whole seconds. */
export function timestamp(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}

/** Timers that all end with the simulator, so that no job outlives it. */
export class Timers {
  readonly #pending = new Set<NodeJS.Timeout>();

  /** Calls `then` after so many seconds; the function returned calls it off. */
  after(seconds: number, then: () => void): () => void {
    const timer = setTimeout(() => {
      this.#pending.delete(timer);
      then();
    }, seconds * 1000);
    this.#pending.add(timer);
    return () => {
      this.#pending.delete(timer);
      clearTimeout(timer);
    };
  }

  clear(): void {
    for (const timer of this.#pending) clearTimeout(timer);
    this.#pending.clear();
  }
}
