import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkBudget } from '../../src/domain/check-budget.ts';
import { thinned } from '../../src/domain/rate-budget.ts';

const resetAt = Date.UTC(2026, 10, 21, 12, 40);

test('while there is plenty the rate limit is fine, and how much is left is told', () => {
  expect(checkBudget('acme', { limit: 5000, remaining: 1250, resetAt })).toEqual({
    check: 'rate limit',
    verdict: 'fine',
    message: 'acme: 1250 of 5000 requests are left until 12:40 UTC',
    advice: '',
  });
});

test('little left is doubtful, and says what follows and where to look', () => {
  expect(checkBudget('acme', { limit: 5000, remaining: 1249, resetAt })).toEqual({
    check: 'rate limit',
    verdict: 'doubtful',
    message: 'acme: 1249 of 5000 requests are left until 12:40 UTC',
    advice: 'Polls become rarer until then; see what else uses this token or App.',
  });
});

test('it is doubtful exactly where polls do become rarer', () => {
  const limits = fc.integer({ min: 1, max: 15_000 });
  fc.assert(
    fc.property(limits, fc.nat(15_000), (limit, remaining) => {
      const budget = { limit, remaining, resetAt };
      const isThinned = thinned(20_000, budget, resetAt - 3_600_000) > 20_000;
      expect(checkBudget('acme', budget).verdict).toBe(isThinned ? 'doubtful' : 'fine');
    }),
  );
});
