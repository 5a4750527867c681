import { expect, test } from 'vitest';
import { releaseFlags, type ReleaseStanding, versionAbove } from '../../../src/domain/release/latest.ts';

const standing = (differences: Partial<ReleaseStanding> = {}): ReleaseStanding => ({
  kind: 'release',
  branchIsDefault: true,
  marked: false,
  published: [],
  ...differences,
});

test('the first release of a version is the latest', () => {
  expect(releaseFlags('v1.4.0', standing())).toEqual({ prerelease: false, latest: true });
});

test.each([
  ['a pre-release part', 'v1.4.0-rc.1', {}],
  ['another branch', 'v1.4.0', { branchIsDefault: false }],
  ['a person who marks the draft', 'v1.4.0', { marked: true }],
  ['a nightly', 'nightly-20261121-3f2a91c', { kind: 'nightly' as const }],
])('%s makes a prerelease, which is never the latest', (_, version, differences) => {
  expect(releaseFlags(version, standing(differences))).toEqual({ prerelease: true, latest: false });
});

test.each([
  ['v1.5.0', false],
  ['v1.10.0', false],
  ['v1.4.0', true],
  ['v1.3.9', true],
  ['v1.5.0-rc.1', true],
  ['nightly-20261121-3f2a91c', true],
])('beside a published %s, v1.4.0 is the latest: %s', (published, latest) => {
  expect(releaseFlags('v1.4.0', standing({ published: ['v0.1.0', published] }))).toEqual({ prerelease: false, latest });
});

test.each(['1.4.0-rc.1', 'v1.4.0-alpha', 'v0.1.0-prerelease', '1.0.0-rc.1+build-7'])(
  '%s is a pre-release by its version alone',
  (version) => {
    expect(releaseFlags(version, standing()).prerelease).toBe(true);
  },
);

test.each(['1.4.0', 'v1.4.0', '1.4.0+build-7'])('%s is none', (version) => {
  expect(releaseFlags(version, standing()).prerelease).toBe(false);
});

test('of the full versions above one, the highest is told', () => {
  expect(versionAbove('v1.4.0', ['v1.9.0', 'v1.10.0', 'v1.3.0', 'v2.0.0-rc.1', 'nightly'])).toBe('v1.10.0');
  expect(versionAbove('v1.4.0', ['v1.4.0', 'v1.3.0'])).toBeNull();
  expect(versionAbove('nightly', ['v1.4.0'])).toBeNull();
});
