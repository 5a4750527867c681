import { expect, test } from 'vitest';
import { isPrerelease } from '../../src/domain/version.ts';

test.each(['1.4.0-rc.1', 'v1.4.0-alpha', 'v0.1.0-prerelease', '1.0.0-rc.1+build-7'])(
  '%s is a pre-release',
  (version) => {
    expect(isPrerelease(version)).toBe(true);
  },
);

test.each(['1.4.0', 'v1.4.0', '1.4.0+build-7'])('%s is none', (version) => {
  expect(isPrerelease(version)).toBe(false);
});
