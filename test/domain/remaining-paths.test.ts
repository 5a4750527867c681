import fc from 'fast-check';
import { expect, test } from 'vitest';
import { longestRemainingPaths, type Node, topologicalOrder } from '../../src/domain/graph.ts';
import { dags, waysFrom } from '../support/dags.ts';

/** A graph, and for each alias that it can have a duration. */
const timedGraphs = fc.tuple(
  dags(),
  fc.array(fc.nat(20), { minLength: 8, maxLength: 8 }).map((durations) => {
    return ({ alias }: Pick<Node, 'alias'>) => durations['abcdefgh'.indexOf(alias)] ?? 0;
  }),
);

test('the longest remaining path is the longest of all ways to an end', () => {
  fc.assert(
    fc.property(timedGraphs, ([nodes, duration]) => {
      const remaining = longestRemainingPaths(nodes, duration);
      for (const { alias } of nodes) {
        const lengths = waysFrom(nodes, alias).map((way) =>
          way.reduce((sum, step) => sum + duration({ alias: step }), 0),
        );
        expect(remaining.get(alias)).toBe(Math.max(...lengths));
      }
    }),
  );
});

test('the largest of them is the time that builds take with a place for each', () => {
  fc.assert(
    fc.property(timedGraphs, ([nodes, duration]) => {
      const finished = new Map<string, number>();
      for (const node of topologicalOrder(nodes)) {
        const start = Math.max(0, ...node.needs.map((need) => finished.get(need) ?? Number.NaN));
        finished.set(node.alias, start + duration(node));
      }
      const remaining = longestRemainingPaths(nodes, duration);
      expect(Math.max(...remaining.values())).toBe(Math.max(...finished.values()));
    }),
  );
});
