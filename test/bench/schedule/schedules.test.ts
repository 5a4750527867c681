import { expect, test } from 'vitest';
import type { TimedNode } from '../../../bench/graph/timed-node.ts';
import { longestPathFirst } from '../../../bench/schedule/list-schedule.ts';
import { lowerBound, totalSeconds } from '../../../bench/schedule/lower-bound.ts';
import { tierByTier } from '../../../bench/schedule/tier-by-tier.ts';

/** Two ways to the end: a short step before a long one, and a long step before a short one. */
const CROSSED: readonly TimedNode[] = [
  { alias: 'short', needs: [], seconds: 1 },
  { alias: 'long', needs: [], seconds: 4 },
  { alias: 'after-short', needs: ['short'], seconds: 4 },
  { alias: 'after-long', needs: ['long'], seconds: 1 },
];

test('the lower bound is the critical path where runners abound, and the shared work where they do not', () => {
  expect(lowerBound(CROSSED, 2)).toBe(5);
  expect(lowerBound(CROSSED, 1)).toBe(10);
  expect(totalSeconds(CROSSED)).toBe(10);
});

test('ready-driven building loses nothing where a barrier between tiers does', () => {
  expect(longestPathFirst(CROSSED, 2)).toBe(5);
  expect(tierByTier(CROSSED, 2)).toBe(8);
});

test('a free runner takes the build with the longest remaining path', () => {
  const nodes: readonly TimedNode[] = [
    { alias: 'leaf', needs: [], seconds: 2 },
    { alias: 'root', needs: [], seconds: 1 },
    { alias: 'tail', needs: ['root'], seconds: 3 },
  ];
  // Begun with the leaf, one runner would be idle at the end.
  expect(longestPathFirst(nodes, 1)).toBe(6);
  expect(longestPathFirst(nodes, 2)).toBe(4);
});

test('a node that needs one that is not there is told of, not waited for', () => {
  expect(() => longestPathFirst([{ alias: 'lost', needs: ['nobody'], seconds: 1 }], 1)).toThrow(/nothing is ready/);
});
