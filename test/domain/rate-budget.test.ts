import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type RateBudget, scarcer, thinned } from '../../src/domain/rate-budget.ts';

const HOUR = 3_600_000;
const NOW = 1_000_000_000;
const budget = (remaining: number, differences: Partial<RateBudget> = {}): RateBudget => ({
  limit: 5_000,
  remaining,
  resetAt: NOW + HOUR,
  ...differences,
});

test.each([
  ['nothing is known of it', null],
  ['there is plenty', budget(5_000)],
  ['a quarter is left', budget(1_250)],
  ['its hour is over', budget(0, { resetAt: NOW })],
  ['there is no limit', budget(0, { limit: 0 })],
])('polls keep their interval while %s', (_, some) => {
  expect(thinned(20_000, some, NOW)).toBe(20_000);
});

test.each([
  [1_249, 20_032],
  [625, 80_000],
  [500, 125_000],
  [251, 496_024],
])('with %i of 5,000 left polls follow %i ms after each other: four times as long for half as much', (left, pause) => {
  expect(thinned(20_000, budget(left), NOW)).toBe(pause);
});

test.each([250, 1, 0])('with %i of 5,000 left polls stop until the next hour', (left) => {
  expect(thinned(20_000, budget(left), NOW)).toBe(HOUR);
});

test('no pause goes on after the next hour has begun, unless the interval itself does', () => {
  const soon = budget(300, { resetAt: NOW + 30_000 });
  expect(thinned(20_000, soon, NOW)).toBe(30_000);
  expect(thinned(60_000, soon, NOW)).toBe(60_000);
});

const limits = fc.integer({ min: 1, max: 15_000 });
const left = fc.nat(15_000);
const resets = fc.integer({ min: -HOUR, max: HOUR });
const intervals = fc.integer({ min: 1, max: HOUR });

test('no pause is shorter than the interval, and none is longer than that and the rest of the hour', () => {
  fc.assert(
    fc.property(intervals, limits, left, resets, (interval, limit, remaining, reset) => {
      const pause = thinned(interval, { limit, remaining, resetAt: NOW + reset }, NOW);
      expect(pause).toBeGreaterThanOrEqual(interval);
      expect(pause).toBeLessThanOrEqual(Math.max(interval, reset));
    }),
  );
});

test('the less is left, the longer is the pause', () => {
  fc.assert(
    fc.property(intervals, limits, left, left, resets, (interval, limit, some, others, reset) => {
      const [less, more] = [Math.min(some, others), Math.max(some, others)];
      const pause = (remaining: number) => thinned(interval, { limit, remaining, resetAt: NOW + reset }, NOW);
      expect(pause(less)).toBeGreaterThanOrEqual(pause(more));
    }),
  );
});

test('of two budgets the one with the smaller share left is the scarcer, and one that is known says more than none', () => {
  const app = budget(3_000, { limit: 15_000 });
  const person = budget(2_000);
  expect([scarcer(app, person), scarcer(person, app)]).toEqual([app, app]);
  expect([scarcer(null, app), scarcer(app, null), scarcer(null, null)]).toEqual([app, app, null]);
});
