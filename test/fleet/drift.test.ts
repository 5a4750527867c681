import { expect, test } from 'vitest';
import { driftOf } from '../../src/fleet/drift.ts';
import { withHeader } from '../../src/fleet/header.ts';

const path = '.github/workflows/ci.yml';
const text = withHeader('name: CI\n');
const file = { path, text, owned: false };

test.each([
  ['as it is generated', text, []],
  ['as it is generated, with line ends of Windows', text.replaceAll('\n', '\r\n'), []],
  ['as it was once generated', withHeader('name: Old\n'), ['outdated']],
  ['changed by hand', text.replace('CI', 'Mine'), ['changed']],
  ['written by hand', 'name: Mine\n', ['hand-written']],
  ['missing', undefined, ['missing']],
])('a file that is %s', (_, found, expected) => {
  const files = new Map(found === undefined ? [] : [[path, found]]);
  expect(driftOf([file], files).map(({ state }) => state)).toEqual(expected);
  expect(driftOf([{ ...file, owned: true }], files)).toEqual([]);
});

test.each([
  ['of ours is left over', text, ['left-over']],
  ['of ours that somebody changed is left over', text.replace('CI', 'Mine'), ['left-over-changed']],
  ["of somebody else's is none of our business", 'name: Mine\n', []],
])('a file %s', (_, found, expected) => {
  expect(driftOf([], new Map([[path, found]]))).toEqual(expected.map((state) => ({ path, state, text: null })));
});
