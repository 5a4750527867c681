import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Bump, bump } from '../../../src/domain/release/bump.ts';
import { compareVersions, parseVersion } from '../../../src/domain/release/semantic-version.ts';

test.each<[string, Bump, string]>([
  ['1.4.2', 'major', '2.0.0'],
  ['v1.4.2', 'minor', 'v1.5.0'],
  ['1.4.2', 'patch', '1.4.3'],
  ['1.4.2', 'pre', '1.4.3-rc.1'],
  ['v1.4.3-rc.1', 'pre', 'v1.4.3-rc.2'],
  ['1.4.3-rc.9', 'pre', '1.4.3-rc.10'],
  ['1.4.3-alpha.7', 'pre', '1.4.3-rc.1'],
  ['1.4.3-unverified', 'pre', '1.4.4-rc.1'],
  ['1.4.3-rc.1', 'patch', '1.4.3'],
  ['1.5.0-rc.1', 'minor', '1.5.0'],
  ['1.4.3-rc.1', 'minor', '1.5.0'],
  ['2.0.0-rc.1', 'major', '2.0.0'],
  ['2.1.0-rc.1', 'major', '3.0.0'],
  ['1.4.2+build-7', 'patch', '1.4.3'],
  ['0.1.0-prerelease', 'minor', '0.1.0'],
])('%s goes up by %s to %s', (version, part, next) => {
  expect(bump(version, part)).toBe(next);
});

test('a pre-release can have another name', () => {
  expect(bump('1.4.2', 'pre', 'beta')).toBe('1.4.3-beta.1');
  expect(bump('1.4.3-beta.1', 'pre', 'beta')).toBe('1.4.3-beta.2');
});

test('what is no version, or would be none, is refused', () => {
  expect(() => bump('nightly', 'patch')).toThrow('"nightly" is no version; write it as v1.4.0 or 1.4.0-rc.1');
  expect(() => bump('1.4.0', 'pre', 'release candidate')).toThrow('look at the name of the pre-release');
});

test('the next version is always a higher one, with the same beginning', () => {
  const number = fc.nat(20);
  const versions = fc
    .tuple(
      fc.constantFrom('', 'v'),
      number,
      number,
      number,
      fc.constantFrom('', '-rc', '-rc.1', '-rc.x', '-alpha.3', '-zeta'),
    )
    .map(([v, major, minor, patch, pre]) => `${v}${major}.${minor}.${patch}${pre}`);
  const parts = fc.constantFrom<Bump>('major', 'minor', 'patch', 'pre');
  fc.assert(
    fc.property(versions, parts, fc.constantFrom('rc', 'alpha', 'zz'), (version, part, preid) => {
      const next = bump(version, part, preid);
      const [before, after] = [parseVersion(version), parseVersion(next)];
      if (before === null || after === null) throw new Error(`${version} or ${next} is no version`);
      expect(compareVersions(after, before)).toBe(1);
      expect(after.prefix).toBe(before.prefix);
      expect(after.prerelease.length > 0).toBe(part === 'pre');
    }),
  );
});
