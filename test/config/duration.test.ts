import { expect, test } from 'vitest';
import { milliseconds } from '../../src/config/duration.ts';

test.each([
  ['250ms', 250],
  ['30s', 30_000],
  ['1.5m', 90_000],
  ['2h', 7_200_000],
  ['1d', 86_400_000],
  ['5', NaN],
  ['5 m', NaN],
  ['-5m', NaN],
  ['5m30s', NaN],
])('%s is %d milliseconds', (text, expected) => {
  expect(milliseconds(text)).toBe(expected);
});
