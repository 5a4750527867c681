import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { longDigest, shortDigest } from '../../src/domain/digest.ts';

test('a short digest is that of FNV-1a, padded', () => {
  expect(shortDigest('')).toBe('811c9dc5');
  expect(shortDigest('a')).toBe('e40c292c');
  expect(shortDigest('foobar')).toBe('bf9cf968');
});

test('a long digest begins with the short one, and has 16 digits', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(longDigest(text)).toMatch(/^[0-9a-f]{16}$/);
      expect(longDigest(text).startsWith(shortDigest(text))).toBe(true);
    }),
  );
});

test('texts that have one short digest have different long ones', () => {
  const texts = Array.from({ length: 150_000 }, (_, index) => createHash('sha256').update(`${index}`).digest('hex'));
  const alike = [...Map.groupBy(texts, shortDigest).values()].filter(({ length }) => length > 1);
  expect(alike.length).toBeGreaterThan(0);
  for (const group of alike) expect(new Set(group.map(longDigest)).size).toBe(group.length);
});
