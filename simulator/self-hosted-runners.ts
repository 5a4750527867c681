import type { Runner } from './runners.ts';
import type { RunnerScenario } from './scenario-app.ts';

/** A machine of the organisation's own. */
export interface SelfHostedRunner extends Runner {
  readonly labels: readonly string[];
  online: boolean;
  busy: boolean;
}

interface Waiting {
  readonly labels: readonly string[];
  readonly begin: (runner: SelfHostedRunner) => void;
}

/** GitHub gives this label to every runner that isn't its own. */
export const ownLabel = 'self-hosted';

/** The organisation's machines: each runs one job at a time, the first in the queue that it has all labels of. */
export class SelfHostedRunners {
  readonly all: readonly SelfHostedRunner[];
  readonly #waiting = new Set<Waiting>();

  constructor(runners: readonly RunnerScenario[]) {
    this.all = runners.map(({ name, labels, online }, index) => ({
      id: index + 1,
      name,
      group: { id: 1, name: 'Default' },
      labels: [...new Set([ownLabel, ...labels])],
      online,
      busy: false,
    }));
  }

  /** Calls `begin` once an online runner with all the labels is free, maybe at once; the function returned leaves the queue, or gives the runner back. Call it once. */
  take(labels: readonly string[], begin: (runner: Runner) => void): () => void {
    let taken: SelfHostedRunner | undefined;
    const waiting: Waiting = {
      labels,
      begin: (runner) => {
        taken = runner;
        begin(runner);
      },
    };
    this.#waiting.add(waiting);
    this.#assign();
    return () => {
      this.#waiting.delete(waiting);
      if (taken === undefined) return;
      taken.busy = false;
      this.#assign();
    };
  }

  /** Starts a runner, or stops it: what it runs goes on, and it takes nothing more. Throws where there is no such runner. */
  setOnline(name: string, online: boolean): void {
    const runner = this.all.find((known) => known.name === name);
    if (runner === undefined) {
      throw new Error(
        `The simulator has no self-hosted runner ${name}; it has ${this.all.map((known) => known.name).join(', ')}.`,
      );
    }
    runner.online = online;
    this.#assign();
  }

  #assign(): void {
    for (const waiting of this.#waiting) {
      const runner = this.all.find((known) => known.online && !known.busy && hasAll(known, waiting.labels));
      if (runner === undefined) continue;
      this.#waiting.delete(waiting);
      runner.busy = true;
      waiting.begin(runner);
    }
  }
}

/** GitHub doesn't care about case in labels. */
function hasAll(runner: SelfHostedRunner, labels: readonly string[]): boolean {
  const has = new Set(runner.labels.map((label) => label.toLowerCase()));
  return labels.every((label) => has.has(label.toLowerCase()));
}
