import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lastNightly, nightlyName, parseNightlyName } from '../../../src/domain/release/nightly-name.ts';

test('a nightly is named by its day and the first seven digits of its lock', () => {
  expect(nightlyName('20261121', '3f2a91c0ffee')).toBe('nightly-20261121-3f2a91c');
});

test('a name that was made is read again', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\d{8}$/), fc.stringMatching(/^[0-9a-f]{64}$/), (date, digest) => {
      expect(parseNightlyName(nightlyName(date, digest))).toEqual({ date, digest: digest.slice(0, 7) });
    }),
  );
});

test.each(['nightly', 'nightly-20261121', 'nightly-20261121-3F2A91C', 'nightly-20261121-3f2a91c-2', 'v1.4.0'])(
  '%s is no dated nightly',
  (text) => {
    expect(parseNightlyName(text)).toBeNull();
  },
);

test('the last nightly is of the latest day, and of one day the first that is listed', () => {
  const [old, second, first] = ['nightly-20261031-aaaaaaa', 'nightly-20261121-bbbbbbb', 'nightly-20261121-ccccccc'];
  expect(lastNightly(['v9.0.0', old, second, first, 'nightly'])).toBe(second);
  expect(lastNightly(['nightly', 'v1.0.0'])).toBeNull();
});
