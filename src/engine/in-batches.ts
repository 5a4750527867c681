import { setTimeout as delay } from 'node:timers/promises';

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
  readonly full: PromiseWithResolvers<undefined>;
  readonly sent: Promise<void>;
}

/**
 * Sends one batch at a time; what comes meanwhile rides in the next. Gives a function whose promise is kept once its
 * item was sent. Where sending fails, it fails for all that wait by then: none of them waits for long.
 *
 * @param send `since`: when the first of them came, milliseconds since the epoch
 */
export function inBatches<Item>(
  send: (items: readonly Item[], since: number) => Promise<void>,
  { most, pause, gather }: BatchOptions,
): (item: Item) => Promise<void> {
  let last: Promise<void> | null = null;
  let open: Batch<Item> | null = null;
  let crowdEnded = -Infinity;
  let sizes: readonly number[] = [];

  function nextBatch(): Batch<Item> {
    const items: Item[] = [];
    const since = Date.now();
    const full = Promise.withResolvers<undefined>();
    const isOfCrowd = last !== null || performance.now() - crowdEnded < gather;
    // Each waits for the one before it, and takes what comes until then.
    const sent = (last ?? Promise.resolve()).then(async () => {
      if (isOfCrowd && Date.now() - since < LATE) await gathered(items, full.promise);
      if (open?.items === items) open = null;
      sizes = [...sizes, items.length].slice(-BATCHES_REMEMBERED);
      await send(items, since);
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
    return { items, full, sent };
  }

  const crowd = () => Math.max(2, ...sizes);

  async function gathered(items: readonly Item[], full: Promise<undefined>): Promise<void> {
    const end = performance.now() + gather;
    let before: number;
    do {
      before = items.length;
      await Promise.race([full, delay(pause)]);
    } while (items.length > before && items.length < Math.min(most, crowd()) && performance.now() < end);
  }

  return (item) => {
    if (open === null || open.items.length >= most) open = nextBatch();
    open.items.push(item);
    if (open.items.length >= Math.min(most, crowd())) open.full.resolve(undefined);
    return open.sent;
  };
}
