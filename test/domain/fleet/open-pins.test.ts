import { expect, test } from 'vitest';
import { fillPins, openPins } from '../../../src/domain/fleet/open-pins.ts';

test.each([
  ['      - uses: actions/checkout@pinned', 'actions/checkout'],
  ['        uses: CI/actions/cache/restore@pinned  ', 'CI/actions/cache/restore'],
])('%j leaves open %s', (line, action) => {
  expect(openPins(`${line}\n`)).toEqual([action]);
  expect(fillPins(`${line}\n`, (name) => `${name}@1234 # v1`)).toContain(`uses: ${action}@1234 # v1\n`);
});

test.each([
  ['with two blanks', 'uses:  actions/checkout@pinned'],
  ['in quotes', "uses: 'actions/checkout@pinned'"],
  ['with more behind it, which the version would make a comment', '{ uses: actions/checkout@pinned, with: {} }'],
  ['as a word of something else', 'reuses: actions/checkout@pinned'],
  ['with another name', 'uses: actions/checkout@pinned-v1'],
])('an action %s is not left open', (_, line) => {
  expect(openPins(line)).toEqual([]);
  expect(fillPins(line, () => 'replaced')).toBe(line);
});
