import { expect, test } from 'vitest';
import { shortDigest } from '../../../src/domain/telling/short-digest.ts';

test('a digest is that of FNV-1a, padded', () => {
  expect(shortDigest('')).toBe('811c9dc5');
  expect(shortDigest('a')).toBe('e40c292c');
  expect(shortDigest('foobar')).toBe('bf9cf968');
});
