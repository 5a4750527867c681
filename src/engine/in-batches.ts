import { setTimeout as delay } from 'node:timers/promises';

export interface BatchOptions {
  /** Items in a batch at most. */
  readonly most: number;
  /** Milliseconds for which a batch that followed on another gathers more: where they come in crowds, fewer are sent. */
  readonly gather: number;
}

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
  { most, gather }: BatchOptions,
): (item: Item) => Promise<void> {
  let last: Promise<void> | null = null;
  let open: Batch<Item> | null = null;

  function nextBatch(): Batch<Item> {
    const items: Item[] = [];
    const since = Date.now();
    const full = Promise.withResolvers<undefined>();
    // Each waits for the one before it, and takes what comes until then.
    const sent = (last?.then(() => Promise.race([full.promise, delay(gather)])) ?? Promise.resolve()).then(() => {
      if (open?.items === items) open = null;
      return send(items, since);
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

  return (item) => {
    if (open === null || open.items.length >= most) open = nextBatch();
    open.items.push(item);
    if (open.items.length >= most) open.full.resolve(undefined);
    return open.sent;
  };
}
