import { expect, test } from 'vitest';
import { refuseRolling } from '../../../src/domain/release/rolling.ts';

test('any name that no other release can have may roll', () => {
  expect(refuseRolling('nightly', false)).toBeNull();
});

test.each(['nightly-20261121-3f2a91c', 'v1.4.0'])('%s is the name of one release, and does not roll', (tag) => {
  expect(refuseRolling(tag, false)).toContain('give "rolling" of the configuration another');
});

test('where releases are immutable nothing rolls', () => {
  expect(refuseRolling('nightly', true)).toContain('can not be changed');
});
