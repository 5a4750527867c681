import { expect, test } from 'vitest';
import { percentile } from '../../../bench/numbers/percentile.ts';

test('a percentile is a sample that so many percent of all do not exceed, whatever their order', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect(percentile(hundred, 50)).toBe(50);
  expect(percentile(hundred, 99)).toBe(99);
  expect(percentile([7], 99)).toBe(7);
});

test('where nothing was measured there is no percentile', () => {
  expect(() => percentile([], 50)).toThrow(/No samples/);
});
