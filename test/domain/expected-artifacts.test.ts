import { expect, test } from 'vitest';
import type { ExpectedArtifact } from '../../src/domain/chain.ts';
import { allValues, choiceAsInputs, expectedNames } from '../../src/domain/expected-artifacts.ts';

const choice = { platform: ['linux', 'windows'], variant: ['base', 'experimental'] };
const values = { version: 'v1.4.0', alias: 'node' };

const names = (name: string, only: ExpectedArtifact['only'] = {}, chosen: typeof choice = choice) =>
  expectedNames([{ source: 'actions-artifact', name, only }], chosen, values);

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
