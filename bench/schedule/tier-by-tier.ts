import { parallelGroups } from '../../src/domain/graph.ts';
import type { TimedNode } from '../graph/timed-node.ts';
import { longestPathFirst } from './list-schedule.ts';

/** Seconds until all is built where a tier starts only when the whole tier before it is done; within a tier, the longest build first. */
export function tierByTier(nodes: readonly TimedNode[], runners: number): number {
  return parallelGroups(nodes).reduce((sum, tier) => {
    const alone = tier.map(({ alias, seconds }) => ({ alias, seconds, needs: [] }));
    return sum + longestPathFirst(alone, runners);
  }, 0);
}
