import { longestRemainingPaths } from '../../src/domain/graph.ts';
import type { TimedNode } from '../graph/timed-node.ts';

/** Seconds until all is built where a free runner always takes the ready build with the longest remaining path, and nothing else takes time. */
export function longestPathFirst(nodes: readonly TimedNode[], runners: number): number {
  const remaining = longestRemainingPaths(nodes, ({ seconds }) => seconds);
  const waiting = new Set([...nodes].sort((a, b) => (remaining.get(b.alias) ?? 0) - (remaining.get(a.alias) ?? 0)));
  const endOf = new Map<string, number>();
  const running = new Map<string, number>();
  let now = 0;
  while (waiting.size > 0 || running.size > 0) {
    for (const node of waiting) {
      if (running.size >= runners) break;
      if (!node.needs.every((need) => endOf.has(need))) continue;
      waiting.delete(node);
      running.set(node.alias, now + node.seconds);
    }
    const [next] = [...running].sort(([, a], [, b]) => a - b);
    if (next === undefined)
      throw new Error('Nothing runs and nothing is ready: does a node need one that is not there?');
    const [alias, end] = next;
    running.delete(alias);
    endOf.set(alias, end);
    now = end;
  }
  return now;
}
