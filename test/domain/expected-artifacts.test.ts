import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ExpectedArtifact } from '../../src/domain/chain.ts';
import {
  allValues,
  choiceAsInputs,
  expectedFiles,
  expectedNames,
  matchesName,
} from '../../src/domain/expected-artifacts.ts';
import { expectedArtifact } from '../support/chains.ts';

const choice = { platform: ['linux', 'windows'], variant: ['base', 'experimental'] };
const values = { version: 'v1.4.0', alias: 'node' };

const names = (name: string, only: ExpectedArtifact['only'] = {}, chosen: typeof choice = choice) =>
  expectedNames([expectedArtifact(name, { only })], chosen, values);

test('an artifact without a parameter is expected once, with its values filled in', () => {
  expect(names('{alias}-{version}.tar.gz')).toEqual(['node-v1.4.0.tar.gz']);
});

test('a parameter multiplies an artifact by the values that the train chose', () => {
  expect(names('{alias}-{platform}')).toEqual(['node-linux', 'node-windows']);
  expect(names('{alias}-{platform}', {}, { ...choice, platform: ['windows'] })).toEqual(['node-windows']);
});

test('two parameters multiply an artifact by every pair of their values', () => {
  expect([...names('{platform}-{variant}-{platform}')].sort()).toEqual([
    'linux-base-linux',
    'linux-experimental-linux',
    'windows-base-windows',
    'windows-experimental-windows',
  ]);
});

test('an artifact that exists for some values only is expected for those among them that were chosen', () => {
  expect(names('{platform}.zip', { platform: ['windows', 'macos'] })).toEqual(['windows.zip']);
});

test('an artifact can depend on a parameter that its name does not show', () => {
  expect(names('node.deb', { variant: ['base'] })).toEqual(['node.deb']);
  expect(names('node.deb', { variant: ['base'] }, { ...choice, variant: ['experimental'] })).toEqual([]);
});

test('an artifact of a value that was not chosen is not expected, whatever else was', () => {
  expect(names('{variant}.zip', { platform: ['macos'] })).toEqual([]);
});

test('a placeholder that is no parameter is not taken for one', () => {
  expect(names('{constructor}-{platform}', { platform: ['linux'] })).toEqual(['{constructor}-linux']);
});

test('a train that chose nothing has every value', () => {
  expect(allValues([{ name: 'platform', values: ['linux', 'windows'] }])).toEqual({ platform: ['linux', 'windows'] });
});

test('in an input, the values of a choice stand with commas between', () => {
  expect(choiceAsInputs(choice)).toEqual({ platform: 'linux,windows', variant: 'base,experimental' });
});

test('an actions run is expected to leave only what is an artifact of it', () => {
  const artifacts = (['actions-artifact', 'release-asset', 'earlier-release'] as const).map((source) =>
    expectedArtifact(`${source}.zip`, { source }),
  );
  expect(expectedNames(artifacts, choice, values)).toEqual(['actions-artifact.zip']);
  expect(expectedFiles(artifacts, choice, values).map(({ source, name }) => [source, name])).toEqual([
    ['actions-artifact', 'actions-artifact.zip'],
    ['release-asset', 'release-asset.zip'],
    ['earlier-release', 'earlier-release.zip'],
  ]);
});

const files = (artifact: Partial<ExpectedArtifact>) =>
  expectedFiles([expectedArtifact('node', artifact)], choice, values);

test('an expected file says for which values of the parameters in its name it is there', () => {
  expect(files({ name: '{alias}-{platform}' }).map(({ name, parameters }) => [name, parameters])).toEqual([
    ['node-linux', { platform: 'linux' }],
    ['node-windows', { platform: 'windows' }],
  ]);
});

test('what exists for one value alone is there for that value, although its name does not show it', () => {
  expect(files({ name: 'node.deb', only: { platform: ['linux'], variant: ['base', 'experimental'] } })).toEqual([
    {
      source: 'actions-artifact',
      name: 'node.deb',
      parameters: { platform: 'linux' },
      rebuilt: null,
      asIs: false,
      tag: null,
    },
  ]);
});

test("a file of the repository's own release is in the one of its tag, filled in, or of the chain's", () => {
  const [own, shared] = [{ tag: 'node-{version}' }, {}].map((other) => files({ source: 'release-asset', ...other }));
  expect([own, shared]).toMatchObject([[{ tag: 'node-v1.4.0' }], [{ tag: null }]]);
});

test('what was built again is named after the first artifact and its values', () => {
  const built = files({ name: '{alias}-{platform}', rebuilt: '{artifact}-{version}-{platform}-again' });
  expect(built.map(({ rebuilt }) => rebuilt)).toEqual([
    'node-linux-v1.4.0-linux-again',
    'node-windows-v1.4.0-windows-again',
  ]);
});

test('what a pattern finds was built again under a name that waits for the one that is found', () => {
  expect(files({ name: '{alias}-*', rebuilt: '{version}-{artifact}' })).toMatchObject([
    { name: 'node-*', rebuilt: 'v1.4.0-{artifact}' },
  ]);
});

test.each([
  ['node.zip', 'node.zip', true],
  ['node.zip', 'node-zip', false],
  ['*', '', true],
  ['node-*.zip', 'node-linux.zip', true],
  ['node-*.zip', 'node-.zip', true],
  ['node-*.zip', 'node-linux.zip.sha256', false],
  ['node-*.zip', 'a-node-linux.zip', false],
  ['*-*.zip', 'node-linux.zip', true],
  ['*ab*ab', 'abab', true],
  ['*ab*ab', 'ab', false],
  ['ab*ba', 'aba', false],
])('%s finds %s: %s', (pattern, name, expected) => {
  expect(matchesName(pattern, name)).toBe(expected);
});

test('a pattern finds what a regular expression would', () => {
  const letters = (...alphabet: readonly string[]) => fc.string({ unit: fc.constantFrom(...alphabet), maxLength: 8 });
  fc.assert(
    fc.property(letters('a', 'b', '*'), letters('a', 'b'), (pattern, name) => {
      expect(matchesName(pattern, name)).toBe(new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(name));
    }),
    { numRuns: 1000 },
  );
});
