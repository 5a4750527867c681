import type { RequestRecord, Violation } from './records.ts';

interface Waiter {
  readonly predicate: () => boolean;
  readonly resolve: () => void;
}

/** What was asked and what was wrong with it, and who waits for something to happen. */
export class Journal {
  readonly requests: RequestRecord[] = [];
  readonly violations: Violation[] = [];
  readonly #waiters = new Set<Waiter>();

  /** The simulator itself went wrong: shown where tests look anyway. */
  failed(operation: string, error: unknown): void {
    const message = `the simulator itself failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
    this.violations.push({ direction: 'response', operation, path: '', field: '', message });
  }

  /** To be called after every change of state: wakes those whose predicate holds now. */
  changed(): void {
    for (const waiter of this.#waiters) {
      if (!waiter.predicate()) continue;
      this.#waiters.delete(waiter);
      waiter.resolve();
    }
  }

  /** Resolves once the predicate holds; rejects after the time-out, naming what it waited for. */
  async when(predicate: () => boolean, timeoutMs: number): Promise<void> {
    if (predicate()) return;
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    const waiter: Waiter = {
      predicate,
      resolve: () => {
        clearTimeout(timer);
        resolve(undefined);
      },
    };
    const timer = setTimeout(() => {
      this.#waiters.delete(waiter);
      reject(new Error(`The simulator waited ${timeoutMs} ms in vain for: ${predicate.toString()}`));
    }, timeoutMs);
    this.#waiters.add(waiter);
    await promise;
  }
}
