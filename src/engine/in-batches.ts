interface Batch<Item> {
  readonly items: Item[];
  readonly sent: Promise<void>;
}

/**
 * Sends one batch at a time; what comes meanwhile rides in the next, of at most so many. Gives a function whose promise
 * is kept once its item was sent. Where sending fails, it fails for all that wait by then: none of them waits for long.
 */
export function inBatches<Item>(
  send: (items: readonly Item[]) => Promise<void>,
  most: number,
): (item: Item) => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  let open: Batch<Item> | null = null;

  function nextBatch(): Batch<Item> {
    const items: Item[] = [];
    // Each waits for the one before it, and takes what comes until then.
    const sent = last.then(() => {
      if (open?.items === items) open = null;
      return send(items);
    });
    last = sent;
    sent.catch(() => {
      if (last !== sent) return;
      last = Promise.resolve();
      open = null;
    });
    return { items, sent };
  }

  return (item) => {
    if (open === null || open.items.length >= most) open = nextBatch();
    open.items.push(item);
    return open.sent;
  };
}
