import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  compareVersions,
  formatVersion,
  parseVersion,
  type SemanticVersion,
} from '../../../src/domain/release/semantic-version.ts';

function parsed(text: string): SemanticVersion {
  const version = parseVersion(text);
  if (version === null) throw new Error(`${text} is no version`);
  return version;
}

test('versions rank as Semantic Versioning 2.0 lists them', () => {
  const rising = [
    '0.9.0',
    '1.0.0-alpha',
    '1.0.0-alpha.1',
    '1.0.0-alpha.beta',
    '1.0.0-beta',
    '1.0.0-beta.2',
    '1.0.0-beta.11',
    '1.0.0-rc.1',
    '1.0.0',
    '1.0.1',
    '1.2.0',
    '1.10.0',
    '2.0.0',
  ];
  expect(rising.toReversed().toSorted((a, b) => compareVersions(parsed(a), parsed(b)))).toEqual(rising);
});

test('neither a leading v nor build metadata changes the rank', () => {
  expect(compareVersions(parsed('v1.4.0+build-7'), parsed('1.4.0'))).toBe(0);
});

test('numbers too large for exact arithmetic rank right', () => {
  expect(compareVersions(parsed('1.0.9007199254740993'), parsed('1.0.9007199254740992'))).toBe(1);
});

test.each(['1.4', 'v1', 'nightly-20261121-3f2a91c', '01.0.0', '', 'v1.4.0 '])('"%s" is no version', (text) => {
  expect(parseVersion(text)).toBeNull();
});

const number = fc.nat(3).map(String);
const part = fc.oneof(number, fc.constantFrom('alpha', 'rc', 'x-1', 'A'));
const texts = fc
  .tuple(fc.constantFrom('', 'v'), number, number, number, fc.array(part, { maxLength: 3 }))
  .map(([v, major, minor, patch, pre]) => `${v}${major}.${minor}.${patch}${pre.length > 0 ? `-${pre.join('.')}` : ''}`);

test('a version that was taken apart and put together is the same', () => {
  fc.assert(
    fc.property(texts, (text) => {
      expect(formatVersion(parsed(text))).toBe(text);
    }),
  );
});

test('the order is total', () => {
  fc.assert(
    fc.property(texts.map(parsed), texts.map(parsed), texts.map(parsed), (a, b, c) => {
      expect(compareVersions(a, b) + compareVersions(b, a)).toBe(0);
      expect(compareVersions(a, b) === 0).toBe(
        formatVersion({ ...a, prefix: '' }) === formatVersion({ ...b, prefix: '' }),
      );
      const [low, middle, high] = [a, b, c].toSorted(compareVersions);
      if (low === undefined || middle === undefined || high === undefined) throw new Error('three stay three');
      expect(compareVersions(low, middle)).toBeLessThanOrEqual(0);
      expect(compareVersions(middle, high)).toBeLessThanOrEqual(0);
      expect(compareVersions(low, high)).toBeLessThanOrEqual(0);
    }),
    { numRuns: 500 },
  );
});
