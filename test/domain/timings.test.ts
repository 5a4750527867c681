import { expect, test } from 'vitest';
import { DEFAULT_TIMINGS } from '../../src/domain/timings.ts';

test('a dispatch is sent well before the engine gives it up, so that no zombie posts after the next try', () => {
  expect(DEFAULT_TIMINGS.dispatchDeadline * 2).toBeLessThanOrEqual(DEFAULT_TIMINGS.dispatchTimeout);
});
