/** A machine that a job runs on, as the job shows it. */
export interface Runner {
  readonly id: number;
  readonly name: string;
  readonly group: { readonly id: number; readonly name: string };
}

/** GitHub's own machines: so many at once, first come, first served. */
export class Runners {
  #free: number;
  readonly #waiting = new Set<() => void>();

  constructor(count: number) {
    this.#free = count;
  }

  /** Calls `begin` once a runner is free, maybe at once; the function returned leaves the queue, or gives the runner back. Call it once. */
  take(begin: () => void): () => void {
    let hasRunner = false;
    const start = () => {
      hasRunner = true;
      begin();
    };
    if (this.#free > 0) {
      this.#free -= 1;
      start();
    } else {
      this.#waiting.add(start);
    }
    return () => {
      if (hasRunner) this.#giveBack();
      else this.#waiting.delete(start);
    };
  }

  #giveBack(): void {
    const [next] = this.#waiting;
    if (next === undefined) {
      this.#free += 1;
      return;
    }
    this.#waiting.delete(next);
    next();
  }
}
