import { sleep, workflowInfo } from '@temporalio/workflow';

// What comes in the last moment of an execution makes a worker go through its history again, about 10 ms for each thing that
// came before, and until then nothing more is taken. So one that has become long ends where its sender says that it pauses, and
// one that is longer at whatever comes. No timer looks for a quiet moment: it would be such a thing itself.
// When it says so follows from MUCH in src/engine/trains/reached-queue.ts.
const LONG = { bytes: 768 * 1024, events: 600 };
const LONGEST = { bytes: 2 * 1024 * 1024, events: 1_600 };

type Length = typeof LONG;

/**
 * When a queue goes on in another execution of itself: where its history has become long, and after a day, however little
 * has happened: nothing stays on old code for long.
 */
export class Lifetime {
  readonly #endsEarly: boolean;
  readonly #first = currentLength();
  /** What it has with its first task, whatever comes: its state, and the watches over its trains; `null` until then. */
  #begun: Length | null = null;
  #isBeforePause = false;
  #isOver = false;

  /** @param endsEarly whether its length counts; older code waited until Temporal suggested an end */
  constructor({ endsEarly }: { readonly endsEarly: boolean }) {
    this.#endsEarly = endsEarly;
  }

  /** Begins the day after which it is over in any case. */
  begin(): void {
    void sleep('1 day', { summary: 'then the queue goes on in a new execution' }).then(
      () => {
        this.#isOver = true;
      },
      () => undefined,
    );
  }

  /** Whether the execution is to end as soon as it has nothing under way. */
  get isOver(): boolean {
    return this.#isOver || workflowInfo().continueAsNewSuggested;
  }

  /** To be told that whoever sent the latest waits for a moment before it sends more. */
  expectPause(): void {
    this.#isBeforePause = true;
  }

  /** To be told that something came. */
  heard(): void {
    const now = currentLength();
    if (now.events > this.#first.events) this.#begun ??= now;
    if (this.#endsEarly && this.#isLonger(this.#isBeforePause ? LONG : LONGEST)) this.#isOver = true;
    this.#isBeforePause = false;
  }

  #isLonger({ bytes, events }: Length): boolean {
    if (this.#begun === null) return false;
    const now = currentLength();
    return now.bytes - this.#begun.bytes > bytes || now.events - this.#begun.events > events;
  }
}

function currentLength(): Length {
  const { historySize: bytes, historyLength: events } = workflowInfo();
  return { bytes, events };
}
