import { describe, expect, test } from 'vitest';
import type { RenderedRepository } from '../../src/domain/fleet/rendered.ts';
import { decideFiles, isTakenOver } from '../../src/fleet/decide.ts';
import { withHeader } from '../../src/fleet/header.ts';
import { CI as path, rendered } from './support/synced.ts';

const text = withHeader('name: CI\n', 'acme');
const file = { path, text };
const action = { path: 'actions/setup/action.yml', text: withHeader('name: setup\n', null) };

function decided(repository: RenderedRepository, found: string | undefined, take = false) {
  const decisions = decideFiles(repository, new Map(found === undefined ? [] : [[path, found]]), () => take);
  return decisions.filter((one) => one.path === path).map((one) => [one.state, one.action]);
}

describe('a file that is to be there', () => {
  test.each([
    ['is as it is generated', text, [], []],
    ['is as it is generated, with line ends of Windows', text.replaceAll('\n', '\r\n'), [], []],
    [
      'is as it was once generated',
      withHeader('name: Old\n', 'acme'),
      [['outdated', 'write']],
      [['outdated', 'write']],
    ],
    ['was changed by hand', text.replace('CI', 'Mine'), [['changed', 'leave']], [['changed', 'write']]],
    ['was written by hand', 'name: Mine\n', [['hand-written', 'leave']], [['hand-written', 'write']]],
    [
      'is that of another chain',
      withHeader('name: CI\n', 'other'),
      [['of-another-chain', 'leave']],
      [['of-another-chain', 'write']],
    ],
    ['is missing', undefined, [['missing', 'write']], [['missing', 'write']]],
  ])('and %s', (_, found, expected, taken) => {
    expect(decided(rendered([file]), found)).toEqual(expected);
    expect(decided(rendered([file]), found, true)).toEqual(taken);
    expect(decided(rendered([file], { owned: [path] }), found, true)).toEqual([]);
  });
});

describe('a file that is to be there no longer', () => {
  test.each([
    ['of ours', text, [['left-over', 'remove']]],
    ['of ours that somebody changed', text.replace('CI', 'Mine'), [['left-over-changed', 'leave']]],
    ["of somebody else's", 'name: Mine\n', []],
    ['of another chain', withHeader('name: CI\n', 'other'), []],
    ['of a CI repository', withHeader('name: CI\n', null), []],
  ])('%s', (_, found, expected) => {
    expect(decided(rendered([]), found)).toEqual(expected);
    expect(decided(rendered([]), found, true)).toEqual(expected);
    expect(decided(rendered([], { owned: [path] }), found)).toEqual([]);
  });

  test('goes from the CI repository if it belongs to no chain', () => {
    const ci = rendered([action], { chains: [] });
    expect(decided(ci, withHeader('name: CI\n', null))).toEqual([['left-over', 'remove']]);
    expect(decided(ci, text)).toEqual([]);
  });
});

test('what is written only because a person takes it over is told apart', () => {
  const found = new Map([[path, 'name: Mine\n']]);
  const decisions = decideFiles(rendered([file, action]), found, () => true);
  expect(decisions.map((decision) => [decision.action, isTakenOver(decision)])).toEqual([
    ['write', true],
    ['write', false],
  ]);
});
