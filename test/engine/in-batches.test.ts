import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { type BatchOptions, inBatches, type Receiver } from '../../src/engine/in-batches.ts';

const ready = () => Promise.resolve();

/** Sends nowhere, and keeps what was sent; each batch is on its way until it is let go. */
function slowly(most: number, pauses: Pick<BatchOptions, 'pause' | 'gather'> = { pause: 0, gather: 0 }) {
  const batches: number[][] = [];
  const underWay: PromiseWithResolvers<undefined>[] = [];
  let looked = 0;
  const send = (items: readonly number[]) => {
    batches.push([...items]);
    const sending = Promise.withResolvers<undefined>();
    underWay.push(sending);
    return sending.promise;
  };
  const add = inBatches<number>({ ready, send }, { most, ...pauses });
  /** Runs what can go on by itself. */
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  /** The next batch that is on its way. */
  const current = async () => {
    const sending = await vi.waitUntil(() => underWay[looked], { interval: 1 });
    looked += 1;
    return sending;
  };
  return { add, batches, turn, current };
}

describe('items in batches', () => {
  it('go together where they come at once, and else in the batch after the one that is on its way', async () => {
    const { add, batches, current } = slowly(10);
    const first = [add(1), add(2)];
    const sending = await current();
    const second = [add(3), add(4)];
    expect(batches).toEqual([[1, 2]]);
    sending.resolve(undefined);
    await Promise.all(first);
    (await current()).resolve(undefined);
    await Promise.all(second);
    expect(batches).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  it('are never more than so many, and wait for theirs alone', async () => {
    const { add, batches, current, turn } = slowly(2);
    let settled = 0;
    const all = [1, 2, 3, 4, 5].map(async (item) => {
      await add(item);
      settled += 1;
    });
    (await current()).resolve(undefined);
    await turn();
    expect([batches, settled]).toEqual([
      [
        [1, 2],
        [3, 4],
      ],
      2,
    ]);
    (await current()).resolve(undefined);
    (await current()).resolve(undefined);
    await Promise.all(all);
    expect(batches).toEqual([[1, 2], [3, 4], [5]]);
  });

  it('gather more where they come in crowds, until they are so many', async () => {
    const { add, batches, current, turn } = slowly(2, { pause: 30_000, gather: 60_000 });
    const all = [add(1)];
    const sending = await current();
    all.push(add(2));
    sending.resolve(undefined);
    await turn();
    expect(batches).toEqual([[1]]);
    all.push(add(3));
    (await current()).resolve(undefined);
    await Promise.all(all);
    // The crowd has only just been sent.
    all.push(add(4));
    await turn();
    expect(batches).toEqual([[1], [2, 3]]);
    all.push(add(5));
    (await current()).resolve(undefined);
    await Promise.all(all);
    expect(batches).toEqual([[1], [2, 3], [4, 5]]);
  });

  it('gather until as many have come as rode together before', async () => {
    const { add, batches, current, turn } = slowly(10, { pause: 30_000, gather: 60_000 });
    const all = [add(1), add(2), add(3)];
    (await current()).resolve(undefined);
    await Promise.all(all);
    const again = [add(4), add(5)];
    await turn();
    expect(batches).toEqual([[1, 2, 3]]);
    again.push(add(6));
    (await current()).resolve(undefined);
    await Promise.all(again);
    expect(batches).toEqual([
      [1, 2, 3],
      [4, 5, 6],
    ]);
  });

  it('gather until none has come for a moment, where fewer come than before', async () => {
    const { add, batches, current } = slowly(10, { pause: 1, gather: 60_000 });
    const crowd = [add(1), add(2), add(3)];
    (await current()).resolve(undefined);
    await Promise.all(crowd);
    const fewer = [add(4), add(5)];
    (await current()).resolve(undefined);
    await Promise.all(fewer);
    expect(batches).toEqual([
      [1, 2, 3],
      [4, 5],
    ]);
  });

  it('gather no longer than so long, however many come', async () => {
    const { add, batches, current } = slowly(1_000_000, { pause: 1, gather: 20 });
    const first = add(0);
    const sending = await current();
    const all = [first, add(1)];
    const coming = setInterval(() => {
      all.push(add(1));
    }, 0);
    sending.resolve(undefined);
    (await current()).resolve(undefined);
    clearInterval(coming);
    await all[1];
    expect(batches[1]?.length).toBeGreaterThan(1);
  });

  it('don’t wait where they come one after another', async () => {
    const { add, batches, current } = slowly(2, { pause: 30_000, gather: 60_000 });
    for (const item of [1, 2]) {
      const added = add(item);
      (await current()).resolve(undefined);
      await added;
    }
    expect(batches).toEqual([[1], [2]]);
  });

  it('wait until their receiver is ready, and those that come until then ride along', async () => {
    const rest = Promise.withResolvers<undefined>();
    const sent: (readonly number[])[] = [];
    const send = (items: readonly number[]) => {
      sent.push([...items]);
      return Promise.resolve();
    };
    const add = inBatches<number>({ ready: () => rest.promise, send }, { most: 10, pause: 0, gather: 0 });
    const first = add(1);
    await new Promise((resolve) => setImmediate(resolve));
    const meanwhile = add(2);
    expect(sent).toEqual([]);
    rest.resolve(undefined);
    await Promise.all([first, meanwhile]);
    expect(sent).toEqual([[1, 2]]);
  });

  it('tell since when the first of them waits, for the batch before theirs, too', async () => {
    const told: number[] = [];
    const first = Promise.withResolvers<undefined>();
    const send: Receiver<number>['send'] = (_items, since) => {
      told.push(since);
      return told.length === 1 ? first.promise : Promise.resolve();
    };
    const add = inBatches<number>({ ready, send }, { most: 10, pause: 0, gather: 0 });
    const sending = add(1);
    await vi.waitUntil(() => told.length === 1, { interval: 1 });
    const before = Date.now();
    const waiting = add(2);
    const after = Date.now();
    await vi.waitUntil(() => Date.now() > after, { interval: 1 });
    first.resolve(undefined);
    await Promise.all([sending, waiting]);
    expect(told[1]).toBeGreaterThanOrEqual(before);
    expect(told[1]).toBeLessThanOrEqual(after);
  });

  it('fail together with the batch before theirs, and those that come later are sent', async () => {
    const { add, batches, current } = slowly(2);
    const failing = [1, 2, 3].map((item) => add(item));
    const failed = Promise.allSettled(failing);
    (await current()).reject(new Error('out of reach'));
    expect((await failed).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    const later = add(4);
    (await current()).resolve(undefined);
    await later;
    expect(batches).toEqual([[1, 2], [4]]);
  });

  it('are all sent once, in their order, whatever comes when', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.integer({ min: 1, max: 5 }), fc.nat(30), async (scheduler, most, count) => {
        const sent: number[] = [];
        const send = async (items: readonly number[]) => {
          expect(items.length).toBeLessThanOrEqual(most);
          await scheduler.schedule(Promise.resolve());
          sent.push(...items);
        };
        const turn = async () => {
          await scheduler.schedule(Promise.resolve());
        };
        const add = inBatches<number>({ ready: turn, send }, { most, pause: 0, gather: 0 });
        const items = Array.from({ length: count }, (_, item) => item);
        const added: Promise<void>[] = [];
        const { task } = scheduler.scheduleSequence(
          items.map((item) => () => {
            added.push(add(item));
            return Promise.resolve(undefined);
          }),
        );
        await scheduler.waitFor(task.then(() => Promise.all(added)));
        expect(sent).toEqual(items);
      }),
    );
  });
});
