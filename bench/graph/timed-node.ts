import type { Node } from '../../src/domain/graph.ts';

/** A repository of a bench: what it needs, and how many seconds its build holds a runner. */
export interface TimedNode extends Node {
  readonly seconds: number;
}

/** The nodes, each with a time of its own, asked for in their order. */
export function timed(nodes: readonly Node[], seconds: () => number): readonly TimedNode[] {
  return nodes.map(({ alias, needs }) => ({ alias, needs, seconds: seconds() }));
}
