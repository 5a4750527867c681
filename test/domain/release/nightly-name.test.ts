import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nightlyName, parseNightlyName } from '../../../src/domain/release/nightly-name.ts';

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
