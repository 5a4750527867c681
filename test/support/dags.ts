import fc from 'fast-check';
import type { Node } from '../../src/domain/graph.ts';

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

/** Graphs without a cycle, of one to eight nodes, listed in any order. */
export function dags(): fc.Arbitrary<readonly Node[]> {
  return fc
    .integer({ min: 1, max: NAMES.length })
    .map((size) => NAMES.slice(0, size))
    .chain((names) => fc.tuple(...names.map((alias, index) => node(alias, names.slice(0, index)))))
    .chain((nodes) => fc.shuffledSubarray(nodes, { minLength: nodes.length }));
}

/** Graphs of one to five nodes with any edges, so that most have a cycle. */
export function graphs(): fc.Arbitrary<readonly Node[]> {
  return fc
    .integer({ min: 1, max: 5 })
    .map((size) => NAMES.slice(0, size))
    .chain((names) => fc.tuple(...names.map((alias) => node(alias, names))));
}

/** Graphs without a cycle, and some of their aliases. */
export function dagsWithSome(): fc.Arbitrary<readonly [nodes: readonly Node[], some: readonly string[]]> {
  return dags().chain((nodes) => fc.tuple(fc.constant(nodes), fc.subarray(nodes.map(({ alias }) => alias))));
}

function node(alias: string, candidates: readonly string[]): fc.Arbitrary<Node> {
  return fc.subarray([...candidates], { maxLength: Math.min(3, candidates.length) }).map((needs) => ({ alias, needs }));
}

/** Every way from an alias to an end of the graph, along the needs backwards. */
export function waysFrom(nodes: readonly Node[], alias: string): readonly (readonly string[])[] {
  const next = nodes.filter(({ needs }) => needs.includes(alias));
  if (next.length === 0) return [[alias]];
  return next.flatMap((other) => waysFrom(nodes, other.alias).map((way) => [alias, ...way]));
}
