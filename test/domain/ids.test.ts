import { expect, test } from 'vitest';
import {
  buildId,
  cascadeTrainId,
  isAlias,
  isChainName,
  isCommit,
  isTrainId,
  isVersion,
  laneId,
  manualCascadeTrainId,
  MAXIMUM_LENGTH,
  partsOfBuildId,
  publishId,
  releaseTrainId,
} from '../../src/domain/ids.ts';

const commit = '3f2a91c0000000000000000000000000000000aa';

test('ids are names that a person can type', () => {
  expect(releaseTrainId('btcdecoded', 'v1.4.0')).toBe('btcdecoded/release/v1.4.0');
  expect(cascadeTrainId('btcdecoded', 'blvm-consensus', commit)).toBe('btcdecoded/cascade/blvm-consensus/3f2a91c');
  expect(buildId('btcdecoded/release/v1.4.0', 'node')).toBe('btcdecoded/release/v1.4.0/node');
  expect(partsOfBuildId('btcdecoded/release/v1.4.0/node')).toEqual({
    train: 'btcdecoded/release/v1.4.0',
    alias: 'node',
  });
  expect(publishId('btcdecoded/release/v1.4.0')).toBe('btcdecoded/release/v1.4.0/publish');
});

test('a cascade that a person starts is named by the millisecond in which it was', () => {
  const at = Date.UTC(2026, 10, 21, 9, 5, 31, 250);
  expect(manualCascadeTrainId('acme', 'node', at)).toBe('acme/cascade/node/20261121T090531.250Z');
});

test('the longest names still make ids within the limit', () => {
  const chain = 'c'.repeat(MAXIMUM_LENGTH.chain);
  const alias = 'a'.repeat(MAXIMUM_LENGTH.alias);
  const version = `1.0.0-${'r'.repeat(MAXIMUM_LENGTH.version - 6)}`;
  expect([isChainName(chain), isAlias(alias), isVersion(version)]).toEqual([true, true, true]);
  const trains = [
    releaseTrainId(chain, version),
    cascadeTrainId(chain, alias, commit),
    manualCascadeTrainId(chain, alias, 0),
  ];
  for (const train of trains) {
    expect(isTrainId(train)).toBe(true);
    expect(buildId(train, alias).length).toBeLessThanOrEqual(MAXIMUM_LENGTH.id);
  }
});

test('a train id may be as long as leaves room for any alias', () => {
  const longest = MAXIMUM_LENGTH.id - MAXIMUM_LENGTH.alias - 1;
  expect(isTrainId('t'.repeat(longest))).toBe(true);
  expect(isTrainId('t'.repeat(longest + 1))).toBe(false);
});

test.each(['release:v1.4.0+7', 'nightly-2026-11-21T02:00:00Z', 'a/b_c.d'])('%s can be a train id', (text) => {
  expect(isTrainId(text)).toBe(true);
});

test.each(['', 'a b', 'a#1', 'ä', 'a\n', '{a}'])('%j can not be a train id', (text) => {
  expect(isTrainId(text)).toBe(false);
});

test.each(['a', 'blvm-node', 'governance_app', '0.x', 'Publish'])('%s can be an alias and a chain', (text) => {
  expect([isAlias(text), isChainName(text)]).toEqual([true, true]);
});

test.each(['', '-a', '.a', 'a/b', 'a b', 'a#1', 'a\n', 'a'.repeat(51)])('%j can be neither', (text) => {
  expect([isAlias(text), isChainName(text)]).toEqual([false, false]);
});

test('no repository can be called as the workflow that publishes', () => {
  expect(isAlias('publish')).toBe(false);
  expect(isChainName('publish')).toBe(true);
});

test.each(['1.4.0', 'v1.4.0', '0.0.0', '1.0.0-rc.1', '1.0.0-0a.b-c', 'v1.0.0-alpha.0+build.007', '1.0.0+sha-3f2a91c'])(
  '%s is a version',
  (text) => {
    expect(isVersion(text)).toBe(true);
  },
);

test.each([
  '',
  'v1.4',
  '1.4.0.1',
  'V1.4.0',
  'vv1.4.0',
  '1.4.0-',
  '1.4.0+',
  '1.4.0-a..b',
  '1.4.0-a_b',
  '01.4.0',
  '1.04.0',
  '1.4.00',
  '1.4.0-rc.01',
  '1.4.0 ',
  '1.4.0\n',
  'nightly',
  `1.0.0-${'r'.repeat(MAXIMUM_LENGTH.version - 5)}`,
])('%j is no version', (text) => {
  expect(isVersion(text)).toBe(false);
});

test('a commit is a full hash in lower case', () => {
  expect([commit, commit.slice(1), `${commit}0`, commit.toUpperCase(), `${commit}\n`].map(isCommit)).toEqual([
    true,
    false,
    false,
    false,
    false,
  ]);
});

test('dispatches to one actions workflow share a lane, however its name is written, and others have their own', () => {
  const place = { owner: 'acme', name: 'core', workflow: 'build.yml' };
  expect(laneId('cascade', place)).toBe('cascade/dispatches/acme/core/build.yml');
  expect(laneId('cascade', { ...place, owner: 'Acme', name: 'Core' })).toBe(laneId('cascade', place));
  const others = [{ owner: 'other' }, { name: 'app' }, { workflow: 'ci.yml' }].map((other) => ({ ...place, ...other }));
  expect(new Set([place, ...others].map((one) => laneId('cascade', one))).size).toBe(4);
  expect(laneId('cascade', { ...place, workflow: `${'w'.repeat(300)}.yml` })).toHaveLength(200);
});
