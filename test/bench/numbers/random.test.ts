import { expect, test } from 'vitest';
import { percentile } from '../../../bench/numbers/percentile.ts';
import { logNormal, seededRandom, uniform } from '../../../bench/numbers/random.ts';

test('the same seed draws the same numbers, another seed others', () => {
  const draw = (seed: number) => {
    const random = seededRandom(seed);
    return Array.from({ length: 5 }, () => random());
  };
  expect(draw(1)).toEqual(draw(1));
  expect(draw(1)).not.toEqual(draw(2));
});

test('uniform draws stay within their bounds', () => {
  const random = seededRandom(3);
  const draws = Array.from({ length: 1000 }, () => uniform(random, 0.3, 0.7));
  expect(Math.min(...draws)).toBeGreaterThanOrEqual(0.3);
  expect(Math.max(...draws)).toBeLessThan(0.7);
});

test('log-normal draws have their median, and the spread of their sigma', () => {
  const random = seededRandom(4);
  const draws = Array.from({ length: 20_000 }, () => logNormal(random, 5, 0.5));
  expect(percentile(draws, 50)).toBeCloseTo(5, 0);
  // One standard deviation above the mean of the logarithms.
  expect(percentile(draws, 84.13)).toBeCloseTo(5 * Math.exp(0.5), 0);
});
