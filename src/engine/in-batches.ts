import { setTimeout as delay } from 'node:timers/promises';

/** Where batches go. */
export interface Receiver<Item> {
  /** Kept once a batch may be sent; what comes until then rides in it. Never rejects. */
  ready(): Promise<void>;
  /** @param since when the first of them came, milliseconds since the epoch */
  send(items: readonly Item[], since: number): Promise<void>;
}

export interface BatchOptions {
  /** Items in a batch at most. */
  readonly most: number;
  /**
   * A batch that waited for another, or comes right after one of many, waits until as many have come as lately rode in
   * one, or nothing has come for so many milliseconds: fewer are sent.
   */
  readonly pause: number;
  /** But for no longer than about so many; and what comes so long after a batch of many is no more of its crowd. */
  readonly gather: number;
}

// Milliseconds after which nothing more may keep those from being sent that came first.
const LATE = 1_000;

// Whoever waits for an answer before it sends more is in every batch, or in one of a few that take turns.
const BATCHES_REMEMBERED = 4;

interface Batch<Item> {
  readonly items: Item[];
  readonly enough: PromiseWithResolvers<undefined>;
  readonly sent: Promise<void>;
}

/**
 * Sends one batch at a time; what comes meanwhile rides in the next. Gives a function whose promise is kept once its
 * item was sent. Where sending fails, it fails for all that wait by then: none of them waits for long.
 */
export function inBatches<Item>(
  receiver: Receiver<Item>,
  { most, pause, gather }: BatchOptions,
): (item: Item) => Promise<void> {
  let last: Promise<void> | null = null;
  let open: Batch<Item> | null = null;
  let crowdEnded = -Infinity;
  let sizes: readonly number[] = [];
  const isEnough = (items: readonly Item[]) => items.length >= Math.min(most, Math.max(2, ...sizes));

  function nextBatch(): Batch<Item> {
    const items: Item[] = [];
    const since = Date.now();
    const enough = Promise.withResolvers<undefined>();
    const isOfCrowd = last !== null || performance.now() - crowdEnded < gather;
    // Each waits for the one before it, and takes what comes until then.
    const sent = (last ?? Promise.resolve()).then(async () => {
      if (isOfCrowd && Date.now() - since < LATE) await gathered(items, enough.promise);
      await receiver.ready();
      if (open?.items === items) open = null;
      sizes = [...sizes, items.length].slice(-BATCHES_REMEMBERED);
      await receiver.send(items, since);
      if (items.length > 1) crowdEnded = performance.now();
    });
    last = sent;
    const settled = () => {
      if (last === sent) last = null;
    };
    sent.then(settled, () => {
      if (last === sent) open = null;
      settled();
    });
    return { items, enough, sent };
  }

  async function gathered(items: readonly Item[], enough: Promise<undefined>): Promise<void> {
    const end = performance.now() + gather;
    let before: number;
    do {
      before = items.length;
      await Promise.race([enough, delay(pause)]);
    } while (items.length > before && !isEnough(items) && performance.now() < end);
  }

  return (item) => {
    if (open === null || open.items.length >= most) open = nextBatch();
    open.items.push(item);
    if (isEnough(open.items)) open.enough.resolve(undefined);
    return open.sent;
  };
}
