import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { queueId } from '../../domain/ids.ts';
import { packArrivals } from '../../domain/queue/arrival-batch.ts';
import type { Arrival, PushHint } from '../../domain/queue/arrivals.ts';
import { inBatches } from '../in-batches.ts';
import { withinDeadline } from './within-deadline.ts';

// One signal an event, many at once, is refused in parts and keeps the queue from its work; in batches none is lost.
const BATCHES = { most: 200, pause: 3, gather: 50 };

// GitHub gives up after 10 s, in which the first of a batch may have waited for the one before it, too.
const DEADLINE_MS = 8_000;

// So much makes the history of a queue longer than LONG of its Lifetime (src/workflows/lifetime.ts), and not longer than LONGEST.
// Less would let more pushes wait for an end; as much by each of two processes lets it come without a pause.
const MUCH = { characters: 1_500_000, batches: 250 };

// The queue may have something under way that keeps it from going on, or its worker may not be there.
const PATIENCE_MS = 200;
const LOOK_AGAIN_MS = 10;

type Signal = 'arrive' | 'checkPushes';

/** What one execution of the queue was told from here. */
interface Told {
  /** `null` before the first. */
  readonly runId: string | null;
  readonly characters: number;
  readonly batches: number;
}

/**
 * The queue of one chain, as this process reaches it: by one batch of a kind at a time. An execution that was told much
 * hears that nothing comes for a moment, in which it can end without missing anything; then that is kept.
 */
export class ReachedQueue {
  readonly arrive: (arrival: Arrival) => Promise<void>;
  readonly checkPushes: (hint: PushHint) => Promise<void>;
  readonly #client: Client;
  readonly #taskQueue: string;
  readonly #chain: string;
  #told: Told = { runId: null, characters: 0, batches: 0 };
  #rested: Promise<void> = Promise.resolve();

  constructor(client: Client, taskQueue: string, chain: string) {
    this.#client = client;
    this.#taskQueue = taskQueue;
    this.#chain = chain;
    const ready = () => this.#rested;
    this.arrive = inBatches<Arrival>(
      { ready, send: (arrivals, since) => this.#tell('arrive', packArrivals(arrivals), since) },
      BATCHES,
    );
    this.checkPushes = inBatches<PushHint>(
      { ready, send: (hints, since) => this.#tell('checkPushes', hints, since) },
      BATCHES,
    );
  }

  /** Kept once nothing is asked of Temporal for which nobody waits. */
  get rested(): Promise<void> {
    return this.#rested;
  }

  async #tell(signal: Signal, news: object, since: number): Promise<void> {
    const { runId: before, characters, batches } = this.#told;
    const pauses = signal === 'arrive' && (characters > MUCH.characters || batches > MUCH.batches);
    const telling = withinDeadline(this.#client, since + DEADLINE_MS - Date.now(), () =>
      this.#signal(signal, pauses ? [news, true] : [news]),
    );
    // From now on: what is told of the other kind must not meet the end, either.
    if (pauses) this.#rested = this.#untilEnded(before, telling);
    const runId = await telling;
    const goesOn = this.#told.runId === runId && !pauses;
    this.#told = {
      runId,
      characters: (goesOn ? this.#told.characters : 0) + JSON.stringify(news).length,
      batches: (goesOn ? this.#told.batches : 0) + 1,
    };
  }

  async #signal(signal: Signal, signalArgs: [news: object, pauses?: boolean]): Promise<string> {
    const { signaledRunId } = await this.#client.workflow.signalWithStart('chainQueue', {
      taskQueue: this.#taskQueue,
      workflowId: queueId(this.#chain),
      args: [],
      signal,
      signalArgs,
      staticSummary: `queue of ${this.#chain}`,
    });
    return signaledRunId;
  }

  /** Kept once that execution, which was told of a pause, has ended, or isn't going to for now. Never rejects. */
  async #untilEnded(execution: string | null, telling: Promise<string>): Promise<void> {
    const queue = this.#client.workflow.getHandle(queueId(this.#chain));
    try {
      if ((await telling) !== execution) return;
      const end = Date.now() + PATIENCE_MS;
      // A long poll would wait for the end itself, but Temporal answers one at once that waits for less than a second.
      while (Date.now() < end) {
        await delay(LOOK_AGAIN_MS);
        const { runId } = await this.#client.withDeadline(end, () => queue.describe());
        if (runId !== execution) return;
      }
    } catch {
      // Who waits to tell more will see for itself what Temporal lacks.
    }
  }
}
