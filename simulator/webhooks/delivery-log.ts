import type { Sent } from './letter.ts';
import type { HookAnswer } from './post.ts';

/** One post of a webhook that ended, as GitHub's delivery log keeps it. */
export interface LoggedDelivery {
  /** GitHub's number of this post; the GUID is that of the event, and the same for each post of it. */
  readonly id: number;
  readonly sent: Sent;
  readonly headers: Readonly<Record<string, string>>;
  readonly answer: HookAnswer;
  /** In milliseconds since the epoch. */
  readonly at: number;
  readonly seconds: number;
  readonly redelivery: boolean;
}

/** Whether GitHub counts it as delivered: an answer below 400. */
export function succeeded({ answer }: LoggedDelivery): boolean {
  return answer.status >= 200 && answer.status < 400;
}

/** How many are kept, with their bodies: GitHub keeps three days, a bench can't. */
const mostKept = 1000;

const offeredMs = 3 * 24 * 3_600_000;

/** The deliveries of the last three days. */
export class DeliveryLog {
  readonly #kept: LoggedDelivery[] = [];

  add(delivery: LoggedDelivery): void {
    this.#kept.push(delivery);
    if (this.#kept.length > mostKept) this.#kept.shift();
  }

  /** Those that are offered at that time, newest first. */
  offered(at: number): LoggedDelivery[] {
    return this.#kept.filter((delivery) => at - delivery.at <= offeredMs).sort((one, other) => other.id - one.id);
  }

  /** The last post of an event; throws where none is kept. */
  last(guid: string): LoggedDelivery {
    const delivery = this.#kept.findLast(({ sent }) => sent.guid === guid);
    if (delivery === undefined) throw new Error(`No delivery ${guid} is kept: the last ${mostKept} that ended are.`);
    return delivery;
  }
}
