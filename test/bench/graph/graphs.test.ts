import { expect, test } from 'vitest';
import { layers } from '../../../bench/graph/layers.ts';
import { line } from '../../../bench/graph/line.ts';
import { openSearch } from '../../../bench/graph/opensearch.ts';
import { dependents, parallelGroups } from '../../../src/domain/graph.ts';

test('a line is as long as asked for, one after another', () => {
  expect(parallelGroups(line(8)).map((group) => group.length)).toEqual([1, 1, 1, 1, 1, 1, 1, 1]);
});

test('layers have the asked shape: each node needs two of the layer before, and all but the last layer are needed', () => {
  const nodes = layers(20, 50);
  const groups = parallelGroups(nodes);
  expect(groups.map((group) => group.length)).toEqual(Array.from({ length: 20 }, () => 50));
  expect(
    groups
      .slice(1)
      .flat()
      .every(({ needs }) => new Set(needs).size === 2),
  ).toBe(true);
  const needed = [...dependents(nodes).values()].filter((others) => others.length > 0);
  expect(needed).toHaveLength(19 * 50);
});

test("OpenSearch's components come after all that they need", async () => {
  const nodes = await openSearch();
  const seen = new Set<string>();
  for (const { alias, needs } of nodes) {
    expect(
      needs.filter((need) => !seen.has(need)),
      alias,
    ).toEqual([]);
    seen.add(alias);
  }
  expect(seen.size).toBe(29);
});
