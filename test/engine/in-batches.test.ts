import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inBatches } from '../../src/engine/in-batches.ts';

/** Sends nowhere, and keeps what was sent; each batch is on its way until it is let go. */
function slowly(most: number) {
  const batches: number[][] = [];
  const underWay: PromiseWithResolvers<undefined>[] = [];
  const add = inBatches<number>((items) => {
    batches.push([...items]);
    const sending = Promise.withResolvers<undefined>();
    underWay.push(sending);
    return sending.promise;
  }, most);
  /** Runs what can go on by itself. */
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  const current = async () => {
    await turn();
    const sending = underWay.at(-1);
    if (sending === undefined) throw new Error('Nothing is on its way');
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
        const add = inBatches<number>(async (items) => {
          expect(items.length).toBeLessThanOrEqual(most);
          await scheduler.schedule(Promise.resolve());
          sent.push(...items);
        }, most);
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
