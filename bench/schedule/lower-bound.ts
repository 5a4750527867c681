import type { TimedNode } from '../graph/timed-node.ts';
import { longestRemainingPaths } from '../../src/domain/graph.ts';

/** The seconds below which no order of building can come: the critical path, or all the work shared evenly by the runners. */
export function lowerBound(nodes: readonly TimedNode[], runners: number): number {
  const criticalPath = Math.max(0, ...longestRemainingPaths(nodes, ({ seconds }) => seconds).values());
  return Math.max(criticalPath, totalSeconds(nodes) / runners);
}

/** The seconds of all builds together: what one after another takes. */
export function totalSeconds(nodes: readonly TimedNode[]): number {
  return nodes.reduce((sum, { seconds }) => sum + seconds, 0);
}
