import { expect, test } from 'vitest';
import { nearest } from '../../src/config/nearest.ts';

test.each([
  ['engin', 'engine'],
  ['Engine', 'engine'],
  ['egnine', 'engine'],
  ['websites', 'website'],
  ['blvm-consensu', 'blvm-consensus'],
  ['app', undefined],
  ['', undefined],
])('the nearest to "%s" is %s', (word, expected) => {
  expect(nearest(word, ['engine', 'website', 'blvm-consensus', 'ui'])).toBe(expected);
});
