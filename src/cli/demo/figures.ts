import { longestRemainingPaths } from '../../domain/graph.ts';
import type { BuildView, TrainView } from '../../domain/train-view.ts';

/** How long the building took, beside the shortest time in which it could have been done. Milliseconds. */
export interface Figures {
  /** From the start of the first build to the end of the last. */
  readonly makespan: number;
  /** The longest path through the graph, over the times that the builds really took. */
  readonly criticalPath: number;
  /** The aliases on that path, in order. */
  readonly path: readonly string[];
}

/** The figures of a train that has ended, or `null` where nothing was built. */
export function figuresOf({ builds }: TrainView): Figures | null {
  const spans = builds.flatMap(spanOf);
  if (spans.length === 0) return null;
  const remaining = longestRemainingPaths(builds, durationOf);
  const criticalPath = Math.max(...remaining.values());
  return {
    makespan: Math.max(...spans.map(({ end }) => end)) - Math.min(...spans.map(({ start }) => start)),
    criticalPath,
    path: longestPath(builds, remaining, criticalPath),
  };
}

/** From when to when a build ran, as a list of one; empty for one that never started. Milliseconds since the epoch. */
export function spanOf({ startedAt, settledAt }: BuildView): readonly { readonly start: number; readonly end: number }[] {
  return startedAt === null || settledAt === null ? [] : [{ start: startedAt, end: settledAt }];
}

function durationOf(build: BuildView): number {
  return spanOf(build).reduce((sum, { start, end }) => sum + end - start, 0);
}

/** Goes down the graph where the most is left to do; what took no time is passed through, but not named. */
function longestPath(
  builds: readonly BuildView[],
  remaining: ReadonlyMap<string, number>,
  criticalPath: number,
): readonly string[] {
  const path: string[] = [];
  let left = criticalPath;
  let ready = builds;
  while (left > 0) {
    const next = ready.find(({ alias }) => remaining.get(alias) === left);
    if (next === undefined) break;
    const duration = durationOf(next);
    if (duration > 0) path.push(next.alias);
    left -= duration;
    ready = builds.filter(({ needs }) => needs.includes(next.alias));
  }
  return path;
}
