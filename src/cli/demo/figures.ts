import type { RunRecord } from '../../../simulator/records.ts';
import { longestRemainingPaths } from '../../domain/graph.ts';
import { findMarker } from '../../domain/marker.ts';
import type { BuildView, TrainView } from '../../domain/train-view.ts';

/** How long the building took, beside the shortest time in which it could have been done. Milliseconds. */
export interface Figures {
  /** From the start of the first build to the end of the last. */
  readonly makespan: number;
  /** The longest path through the graph, over the times that the actions runs really took. */
  readonly criticalPath: number;
  /** The aliases on that path, in order. */
  readonly path: readonly string[];
}

/** The figures of a train that has ended, given what each actions run took, by build; `null` where nothing was built. */
export function figuresOf({ builds }: TrainView, took: ReadonlyMap<string, number>): Figures | null {
  const spans = builds.flatMap(spanOf);
  if (spans.length === 0) return null;
  const remaining = longestRemainingPaths(builds, ({ alias }) => took.get(alias) ?? 0);
  const criticalPath = Math.max(...remaining.values());
  return {
    makespan: Math.max(...spans.map(({ end }) => end)) - Math.min(...spans.map(({ start }) => start)),
    criticalPath,
    path: longestPath(builds, took, remaining),
  };
}

/** Whole milliseconds for which the actions run of each build held a runner. What Cascade adds to them is not in it. */
export function runTimes(runs: readonly RunRecord[]): ReadonlyMap<string, number> {
  return new Map(
    runs.flatMap(({ displayTitle, startedAt, completedAt }) => {
      const alias = findMarker(displayTitle)?.alias;
      if (alias === undefined || startedAt === undefined || completedAt === undefined) return [];
      return [[alias, Math.round(completedAt - startedAt)]];
    }),
  );
}

/** From when to when a build ran, as a list of one; empty for one that never started. Milliseconds since the epoch. */
export function spanOf({
  startedAt,
  settledAt,
}: BuildView): readonly { readonly start: number; readonly end: number }[] {
  return startedAt === null || settledAt === null ? [] : [{ start: startedAt, end: settledAt }];
}

/** Goes down the graph where the most is left to do; what took no time is passed through, but not named. */
function longestPath(
  builds: readonly BuildView[],
  took: ReadonlyMap<string, number>,
  remaining: ReadonlyMap<string, number>,
): readonly string[] {
  const path: string[] = [];
  for (let ready = builds; ready.length > 0;) {
    const [next] = ready.toSorted((a, b) => (remaining.get(b.alias) ?? 0) - (remaining.get(a.alias) ?? 0));
    if (next === undefined) break;
    if (took.has(next.alias)) path.push(next.alias);
    ready = builds.filter(({ needs }) => needs.includes(next.alias));
  }
  return path;
}
