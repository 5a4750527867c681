import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RETRIED_OUTCOMES, type RetriedOutcome, type RetryPolicy } from '../../src/domain/build-recipe.ts';
import { decideRetry, explainGaveUp, type FailedAttempt, type GaveUp } from '../../src/domain/retry.ts';

const policy: RetryPolicy = {
  attempts: 4,
  backoff: 1_000,
  maximumBackoff: 3_000,
  on: ['failure', 'cancelled'],
  how: 'new-attempt',
  budget: null,
};

/** The first attempt was cancelled at once, unless said otherwise. */
const failed = (differences: Partial<FailedAttempt> = {}): FailedAttempt => ({
  number: 1,
  outcome: 'cancelled',
  elapsed: 0,
  ...differences,
});

test.each([
  [1, 1_000],
  [2, 2_000],
  [3, 3_000],
])('after attempt %i the next follows within %i ms: twice as long each time, up to the maximum', (number, after) => {
  expect(decideRetry(policy, failed({ number }), 1)).toEqual({ type: 'retry', after, how: 'new-attempt' });
});

test('without jitter half of the back-off is waited', () => {
  expect(decideRetry(policy, failed({ number: 2 }), 0)).toMatchObject({ type: 'retry', after: 1_000 });
});

test('after the last attempt none follows', () => {
  expect(decideRetry(policy, failed({ number: 4 }), 0)).toEqual({
    type: 'give-up',
    because: 'attempts-used',
    outcome: 'cancelled',
  });
});

test.each(['timed_out', null] as const)('an outcome that the policy does not name is not retried: %s', (outcome) => {
  expect(decideRetry(policy, failed({ outcome }), 0)).toEqual({
    type: 'give-up',
    because: 'outcome-not-retried',
    outcome,
  });
});

test.each([
  [8_999, 'retry'],
  [9_000, 'retry'],
  [9_001, 'give-up'],
])('a budget of 10 s, %i ms after the first attempt began: %s, because the pause counts, too', (elapsed, type) => {
  expect(decideRetry({ ...policy, budget: 10_000 }, failed({ elapsed }), 1).type).toBe(type);
});

test('a budget that would be overrun is named as what ended it', () => {
  expect(decideRetry({ ...policy, budget: 0 }, failed(), 0)).toMatchObject({ because: 'budget-used' });
});

test.each<readonly [RetriedOutcome, RetryPolicy['how'], RetryPolicy['how']]>([
  ['failure', 'rerun-failed-jobs', 'rerun-failed-jobs'],
  ['failure', 'new-attempt', 'new-attempt'],
  ['cancelled', 'rerun-failed-jobs', 'new-attempt'],
])('after %s a policy of %s leads to %s: only what failed can be run again in part', (outcome, wanted, how) => {
  expect(decideRetry({ ...policy, how: wanted }, failed({ outcome }), 0)).toMatchObject({ how });
});

describe('any policy', () => {
  const policies = fc.record<RetryPolicy>({
    attempts: fc.integer({ min: 1, max: 20 }),
    backoff: fc.nat(100_000),
    maximumBackoff: fc.nat(1_000_000),
    on: fc.subarray([...RETRIED_OUTCOMES]),
    how: fc.constantFrom('new-attempt', 'rerun-failed-jobs'),
    budget: fc.option(fc.nat(1_000_000)),
  });
  const outcomes = fc.constantFrom(...RETRIED_OUTCOMES, null);
  const jitters = fc.double({ min: 0, max: 1, noNaN: true });

  test('allows at most its attempts, and without a budget exactly these', () => {
    fc.assert(
      fc.property(policies, outcomes, jitters, (any, outcome, jitter) => {
        let number = 1;
        let elapsed = 0;
        for (;;) {
          const decision = decideRetry(any, { number, outcome, elapsed }, jitter);
          if (decision.type === 'give-up') break;
          number += 1;
          elapsed += decision.after;
          expect(elapsed).toBeLessThanOrEqual(any.budget ?? Infinity);
        }
        expect(number).toBeLessThanOrEqual(any.attempts);
        const isRetried = outcome !== null && any.on.includes(outcome);
        if (any.budget === null) expect(number).toBe(isRetried ? any.attempts : 1);
      }),
    );
  });

  test('pauses for between half of the back-off and all of it', () => {
    fc.assert(
      fc.property(policies, jitters, fc.integer({ min: 1, max: 20 }), (any, jitter, number) => {
        const lasting = { ...any, attempts: 21, on: [...RETRIED_OUTCOMES], budget: null };
        const decision = decideRetry(lasting, failed({ number }), jitter);
        const backoff = Math.min(any.backoff * 2 ** (number - 1), any.maximumBackoff);
        const after = decision.type === 'retry' ? decision.after : NaN;
        expect(after).toBeGreaterThanOrEqual(Math.floor(backoff / 2));
        expect(after).toBeLessThanOrEqual(backoff);
      }),
    );
  });
});

test.each<readonly [GaveUp, number, string]>([
  [{ because: 'attempts-used', outcome: 'failure' }, 1, 'one attempt is allowed'],
  [{ because: 'attempts-used', outcome: 'failure' }, 3, 'all 3 attempts are used'],
  [{ because: 'outcome-not-retried', outcome: 'failure' }, 1, '"failure" is not retried, as retry.on says'],
  [{ because: 'outcome-not-retried', outcome: null }, 1, 'another attempt would not help'],
  [{ because: 'budget-used', outcome: 'failure' }, 2, 'attempt 2 was the last within retry.budget'],
])('giving up is told in words: %j after %i attempts', (gaveUp, attempts, words) => {
  expect(explainGaveUp(gaveUp, attempts)).toBe(words);
});
