import { CancellationScope, log } from '@temporalio/workflow';
import type { CommitStatus } from '../domain/telling/commit-statuses.ts';
import type { Timings } from '../domain/timings.ts';
import { tellingGitHub } from './activities.ts';
import { messageOf } from './child-build.ts';

/** A train goes on meanwhile; what GitHub doesn't take in this time is tried with what comes next. */
const PATIENCE = 2 * 60_000;

/**
 * Keeps the statuses of commits as a train has them. One batch is under way at a time, and what changes meanwhile goes
 * into the next: a build that begins and ends within one costs one request.
 */
export class StatusBoard {
  readonly #train: string;
  readonly #chain: string;
  readonly #timings: Timings;
  readonly #said = new Map<string, string>();
  #wanted: readonly CommitStatus[] = [];
  #sending: Promise<void> | null = null;

  constructor(train: string, chain: string, timings: Timings) {
    this.#train = train;
    this.#chain = chain;
    this.#timings = timings;
  }

  /** From now on this is to be said. */
  show(statuses: readonly CommitStatus[]): void {
    this.#wanted = statuses;
    this.#sending ??= CancellationScope.nonCancellable(() => this.#send()).finally(() => {
      this.#sending = null;
    });
  }

  /** Waits for the batch that is under way, and answers what is left to say of these. */
  async close(statuses: readonly CommitStatus[]): Promise<readonly CommitStatus[]> {
    this.#wanted = [];
    await this.#sending;
    return this.#unsaid(statuses);
  }

  async #send(): Promise<void> {
    for (;;) {
      const batch = this.#unsaid(this.#wanted);
      if (batch.length === 0) return;
      const sent = await Promise.all(byOwner(batch).map(([owner, some]) => this.#say(owner, some)));
      // It is tried again with the next change, not in a loop.
      if (sent.includes(false)) return;
    }
  }

  async #say(owner: string, statuses: readonly CommitStatus[]): Promise<boolean> {
    const [train, chain] = [this.#train, this.#chain];
    try {
      const { setStatuses } = tellingGitHub(this.#timings, owner, PATIENCE);
      const refused = await setStatuses({ train, chain, statuses });
      if (refused.length > 0) log.warn('GitHub refused commit statuses', { train, refused });
      for (const status of statuses) this.#said.set(keyOf(status), JSON.stringify(status));
      return true;
    } catch (error) {
      log.warn('Commit statuses could not be set', { train, why: messageOf(error) });
      return false;
    }
  }

  #unsaid(statuses: readonly CommitStatus[]): readonly CommitStatus[] {
    return statuses.filter((status) => this.#said.get(keyOf(status)) !== JSON.stringify(status));
  }
}

function keyOf({ owner, name, commit }: CommitStatus): string {
  return `${owner}/${name}@${commit}`;
}

/** Each owner has a rate limit of its own. */
export function byOwner(statuses: readonly CommitStatus[]): readonly (readonly [string, readonly CommitStatus[]])[] {
  return [...Map.groupBy(statuses, ({ owner }) => owner)];
}
