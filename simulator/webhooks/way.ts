import type { Timers } from '../clock.ts';
import type { DisturbedDeliveries } from '../scenario-app.ts';

/** Sends or loses one delivery; never rejects. */
type Send = () => Promise<void>;

/** How long a delivery waits for others that it could change places with. */
const gatheringSeconds = 1;

/** The way to one hook, which loses, doubles, delays and reverses what the scenario says: the same every time, for it counts and draws no lots. */
export class Way {
  readonly #disturbed: DisturbedDeliveries;
  readonly #timers: Timers;
  #count = 0;
  #gathered: Send[] = [];
  #stopGathering: () => void = () => undefined;
  #reversed: Promise<void> = Promise.resolve();

  constructor(disturbed: DisturbedDeliveries, timers: Timers) {
    this.#disturbed = disturbed;
    this.#timers = timers;
  }

  /** Takes one delivery on its way: it is sent, once or twice, now or later, or it is lost. */
  take(send: Send, lose: Send): void {
    const { loseEvery, double, lateSeconds } = this.#disturbed;
    this.#count += 1;
    if (loseEvery !== undefined && this.#count % loseEvery === 0) {
      start(lose);
      return;
    }
    const arrive = () => {
      this.#arrive(double === true ? twice(send) : send);
    };
    if (lateSeconds === undefined) arrive();
    else this.#timers.after(lateSeconds, arrive);
  }

  #arrive(send: Send): void {
    const { reverseBy } = this.#disturbed;
    if (reverseBy === undefined) {
      start(send);
      return;
    }
    this.#gathered.push(send);
    if (this.#gathered.length >= reverseBy) this.#sendReversed();
    else if (this.#gathered.length === 1) {
      this.#stopGathering = this.#timers.after(gatheringSeconds, () => {
        this.#sendReversed();
      });
    }
  }

  /** Each is sent when the one before it was answered: on connections of their own they could change places again. */
  #sendReversed(): void {
    this.#stopGathering();
    const gathered = this.#gathered.reverse();
    this.#gathered = [];
    this.#reversed = gathered.reduce((before, send) => before.then(send), this.#reversed);
  }
}

function twice(send: Send): Send {
  return async () => {
    await send();
    await send();
  };
}

function start(send: Send): void {
  send().catch(() => undefined);
}
