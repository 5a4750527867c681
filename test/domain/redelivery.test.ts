import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AskedAgain, type DeliveryTry, dueRedeliveries, failedDeliveries } from '../../src/domain/redelivery.ts';

const MINUTE = 60_000;
const NOBODY_ASKED: ReadonlyMap<string, AskedAgain> = new Map();

const aTry = fc.record({
  guid: fc.constantFrom('a', 'b', 'c', 'd'),
  at: fc.integer({ min: 0, max: 100 * MINUTE }),
  delivered: fc.boolean(),
});
/** A log as GitHub gives it: each try has an id of its own. */
const aLog = fc.array(aTry, { maxLength: 20 }).map((tries) => tries.map((one, id): DeliveryTry => ({ id, ...one })));

/** So many failed tries of one webhook, a minute apart. */
function failedTries(count: number): readonly DeliveryTry[] {
  return Array.from({ length: count }, (_, index) => ({ id: index, guid: 'a', at: index * MINUTE, delivered: false }));
}

function isDue(tries: number, asked: ReadonlyMap<string, AskedAgain>, now: number): boolean {
  return dueRedeliveries(failedDeliveries(failedTries(tries)), asked, now).length === 1;
}

describe('failed deliveries', () => {
  test('are the guids that no try delivered, each once, oldest first, by their newest try', () => {
    fc.assert(
      fc.property(aLog, (log) => {
        const failed = failedDeliveries(log);
        const arrived = new Set(log.filter(({ delivered }) => delivered).map(({ guid }) => guid));
        const expected = new Set(log.map(({ guid }) => guid).filter((guid) => !arrived.has(guid)));
        expect(new Set(failed.map(({ guid }) => guid))).toEqual(expected);
        expect(failed).toHaveLength(expected.size);
        expect(failed.map(({ since }) => since)).toEqual(failed.map(({ since }) => since).sort((a, b) => a - b));
        for (const { guid, id, tries, latest } of failed) {
          const own = log.filter((one) => one.guid === guid);
          expect(tries).toBe(own.length);
          expect(latest).toBe(Math.max(...own.map(({ at }) => at)));
          expect(own.find((one) => one.id === id)?.at).toBe(latest);
        }
      }),
    );
  });

  test('are the same whatever the order of the log', () => {
    fc.assert(
      fc.property(
        aLog.chain((log) =>
          fc.tuple(fc.constant(log), fc.shuffledSubarray([...log], { minLength: log.length, maxLength: log.length })),
        ),
        ([log, shuffled]) => {
          expect(failedDeliveries(shuffled)).toEqual(failedDeliveries(log));
        },
      ),
    );
  });
});

describe('a redelivery', () => {
  test('is asked for at once after the first try, and ever more rarely after further ones', () => {
    expect(isDue(1, NOBODY_ASKED, 0)).toBe(true);
    expect(isDue(2, NOBODY_ASKED, 10 * MINUTE)).toBe(false);
    expect(isDue(2, NOBODY_ASKED, 11 * MINUTE)).toBe(true);
    expect(isDue(3, NOBODY_ASKED, 61 * MINUTE)).toBe(false);
    expect(isDue(3, NOBODY_ASKED, 62 * MINUTE)).toBe(true);
  });

  test('is not asked for while another is under way', () => {
    const asked = new Map([['a', { at: 0, tries: 1 }]]);
    expect(isDue(1, asked, 9 * MINUTE)).toBe(false);
    expect(isDue(1, asked, 10 * MINUTE)).toBe(true);
  });

  test('is asked for a few times at most, however often the log is looked at and however each ends', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 600 }), { maxLength: 200 }), (pauses) => {
        const log: DeliveryTry[] = [{ id: 0, guid: 'a', at: 0, delivered: false }];
        const asked = new Map<string, AskedAgain>();
        let now = 0;
        for (const pause of pauses) {
          now += pause * MINUTE;
          for (const { guid, tries } of dueRedeliveries(failedDeliveries(log), asked, now)) {
            asked.set(guid, { at: now, tries });
            log.push({ id: log.length, guid, at: now, delivered: false });
          }
        }
        expect(log.length).toBeLessThanOrEqual(5);
      }),
    );
  });

  test('is never asked for once one arrived', () => {
    fc.assert(
      fc.property(aLog, fc.integer({ min: 0, max: 10_000 * MINUTE }), (log, now) => {
        const arrived = new Set(log.filter(({ delivered }) => delivered).map(({ guid }) => guid));
        const due = dueRedeliveries(failedDeliveries(log), NOBODY_ASKED, now);
        expect(due.filter(({ guid }) => arrived.has(guid))).toEqual([]);
      }),
    );
  });
});
