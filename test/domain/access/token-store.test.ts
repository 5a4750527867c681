import { expect, test } from 'vitest';
import { SOMEBODY_HERE } from '../../../src/domain/access/caller.ts';
import { isExpired, TOKEN_NAME } from '../../../src/domain/access/token-store.ts';

test.each(['alice', 'alice@example.org', 'ci-bot+nightly', '7'])('%s can be the name of a token', (name) => {
  expect(name).toMatch(TOKEN_NAME);
});

test.each(['', '-rf', 'two words', 'a\nb', 'x'.repeat(64), SOMEBODY_HERE.name])('%j cannot', (name) => {
  expect(name).not.toMatch(TOKEN_NAME);
});

test('a token expires at its moment, and not before', () => {
  expect([999, 1000, 1001].map((now) => isExpired({ expiresAt: 1000 }, now))).toEqual([false, true, true]);
  expect(isExpired({ expiresAt: null }, Number.MAX_SAFE_INTEGER)).toBe(false);
});
