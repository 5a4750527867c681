import { expect, test } from 'vitest';
import { canBreak } from './breaking.ts';

test.each([
  ['shows within the settle time', 'one dispatch'],
  ['clocks are near each other', 'one dispatch'],
  ['the account is its own', 'own run'],
  ['doubles are seen in the turn', 'own run'],
] as const)('the laws rest on the promise "%s": without it the law "%s" falls', (without, law) => {
  expect(canBreak(law, { without })).toBe(true);
});
