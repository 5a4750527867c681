import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  dependents,
  downstreamClosure,
  findCycle,
  type Node,
  parallelGroups,
  topologicalOrder,
  upstreamClosure,
} from '../../src/domain/graph.ts';
import { dags, dagsWithSome, graphs } from '../support/dags.ts';

const aliasesOf = (nodes: readonly Node[]) => nodes.map(({ alias }) => alias);

test('an order has every node once, and respects every edge', () => {
  fc.assert(
    fc.property(dags(), (nodes) => {
      const order = aliasesOf(topologicalOrder(nodes));
      expect([...order].sort()).toEqual(aliasesOf(nodes).sort());
      for (const { alias, needs } of nodes) {
        for (const need of needs) expect(order.indexOf(need)).toBeLessThan(order.indexOf(alias));
      }
    }),
  );
});

test('among equals the order is that of the file', () => {
  const nodes = ['c', 'a', 'b'].map((alias) => ({ alias, needs: [] }));
  expect(aliasesOf(topologicalOrder(nodes))).toEqual(['c', 'a', 'b']);
});

test('every node is in the first group that comes after all that it needs', () => {
  fc.assert(
    fc.property(dags(), (nodes) => {
      const groups = parallelGroups(nodes).map(aliasesOf);
      const groupOf = (alias: string) => groups.findIndex((group) => group.includes(alias));
      for (const { alias, needs } of nodes) expect(groupOf(alias)).toBe(Math.max(-1, ...needs.map(groupOf)) + 1);
    }),
  );
});

test('a need that names no node of the graph is passed over', () => {
  const nodes = [
    { alias: 'b', needs: ['a', 'elsewhere'] },
    { alias: 'a', needs: ['elsewhere'] },
  ];
  expect(aliasesOf(topologicalOrder(nodes))).toEqual(['a', 'b']);
  expect(findCycle(nodes)).toBeNull();
  expect([...upstreamClosure(nodes, ['b', 'nobody'])].sort()).toEqual(['a', 'b']);
  expect(dependents(nodes)).toEqual(
    new Map([
      ['b', []],
      ['a', ['b']],
    ]),
  );
});

test('a cycle is found exactly where a node needs itself, directly or not', () => {
  fc.assert(
    fc.property(graphs(), (nodes) => {
      const needsItself = nodes.some(({ alias, needs }) => upstreamClosure(nodes, needs).has(alias));
      expect(findCycle(nodes) !== null).toBe(needsItself);
    }),
  );
});

test('a cycle is spelled out along real edges, and ends where it begins', () => {
  fc.assert(
    fc.property(graphs(), (nodes) => {
      const cycle = findCycle(nodes);
      fc.pre(cycle !== null);
      const edges = cycle.slice(1).map((need, index) => [cycle[index], need]);
      for (const [alias, need] of edges) expect(nodes.find((node) => node.alias === alias)?.needs).toContain(need);
      expect(edges.length).toBeGreaterThan(0);
      expect(cycle.at(-1)).toBe(cycle[0]);
      expect(new Set(cycle).size).toBe(edges.length);
    }),
  );
});

test('a graph with a cycle has no order, and the error names the cycle', () => {
  const nodes = [
    { alias: 'entry', needs: ['a'] },
    { alias: 'a', needs: ['b'] },
    { alias: 'b', needs: ['a'] },
  ];
  expect(() => topologicalOrder(nodes)).toThrow('The graph has a cycle: a needs b needs a');
});

test('the downstream closure holds the given nodes, all that needs one in it, and nothing else', () => {
  fc.assert(
    fc.property(dagsWithSome(), ([nodes, some]) => {
      const closure = downstreamClosure(nodes, some);
      for (const { alias, needs } of nodes) {
        expect(closure.has(alias)).toBe(some.includes(alias) || needs.some((need) => closure.has(need)));
      }
    }),
  );
});

test('the upstream closure is the downstream closure seen from the other end', () => {
  fc.assert(
    fc.property(dagsWithSome(), ([nodes, some]) => {
      const closure = upstreamClosure(nodes, some);
      for (const { alias } of nodes) {
        const below = downstreamClosure(nodes, [alias]);
        expect(closure.has(alias)).toBe(some.some((other) => below.has(other)));
      }
    }),
  );
});
