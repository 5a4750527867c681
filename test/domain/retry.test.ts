import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RETRIED_OUTCOMES, type RetryPolicy } from '../../src/domain/chain.ts';
import { decideRetry } from '../../src/domain/retry.ts';

const policy: RetryPolicy = { attempts: 4, backoff: 1_000, maximumBackoff: 3_000, on: ['cancelled', 'timed_out'] };

const policies = fc.record<RetryPolicy>({
  attempts: fc.integer({ min: 1, max: 20 }),
  backoff: fc.nat(100_000),
  maximumBackoff: fc.nat(1_000_000),
  on: fc.subarray([...RETRIED_OUTCOMES]),
});

test.each([
  [1, 1_000],
  [2, 2_000],
  [3, 3_000],
])(
  'after attempt %i the next one follows within %i ms: twice as long each time, up to the maximum',
  (attempt, after) => {
    expect(decideRetry(policy, attempt, 'cancelled', 1)).toEqual({ type: 'retry', after });
  },
);

test('without jitter half of the back-off is waited', () => {
  expect(decideRetry(policy, 2, 'cancelled', 0)).toEqual({ type: 'retry', after: 1_000 });
});

test('after the last attempt none follows', () => {
  expect(decideRetry(policy, 4, 'cancelled', 0)).toEqual({ type: 'give-up', because: 'attempts-used' });
});

test.each(['failure', null] as const)('an outcome that the policy does not name is not retried: %s', (outcome) => {
  expect(decideRetry(policy, 1, outcome, 0)).toEqual({ type: 'give-up', because: 'outcome-not-retried' });
});

test('a policy allows exactly its attempts, each after between half of the back-off and all of it', () => {
  const jitters = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(policies, fc.constantFrom(...RETRIED_OUTCOMES), jitters, (any, outcome, jitter) => {
      const decide = (attempt: number) => decideRetry(any, attempt, outcome, jitter);
      let attempts = 1;
      for (let decision = decide(1); decision.type === 'retry'; decision = decide(attempts)) {
        const backoff = Math.min(any.backoff * 2 ** (attempts - 1), any.maximumBackoff);
        expect(decision.after).toBeGreaterThanOrEqual(Math.floor(backoff / 2));
        expect(decision.after).toBeLessThanOrEqual(backoff);
        attempts += 1;
      }
      expect(attempts).toBe(any.on.includes(outcome) ? any.attempts : 1);
    }),
  );
});
