import { sleep, workflowInfo } from '@temporalio/workflow';

// What comes in the last moment of an execution makes a worker go through its history again, about 10 ms for each thing that
// came before, and until then nothing more is taken. So one that has become long ends at what comes after a pause, and one
// that is twice as long at whatever comes. There is no timer that tells of the pause: it would be such a thing itself.
const LONG = { bytes: 1024 * 1024, events: 800 };
const LONGEST = { bytes: 2 * LONG.bytes, events: 2 * LONG.events };
const PAUSE = 50;

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
  #heardAt = Date.now();
  #isOver = false;

  /** @param endsEarly whether its length counts; older code waited until Temporal suggested an end */
  constructor({ endsEarly }: { readonly endsEarly: boolean }) {
    this.#endsEarly = endsEarly;
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

  /** To be told that something came. */
  heard(): void {
    const [at, now] = [Date.now(), currentLength()];
    const isAfterPause = at - this.#heardAt >= PAUSE;
    this.#heardAt = at;
    if (now.events > this.#first.events) this.#begun ??= now;
    if (this.#endsEarly && this.#isLonger(isAfterPause ? LONG : LONGEST)) this.#isOver = true;
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
