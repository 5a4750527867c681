import type { JobLog, RunRecord } from '../../../../simulator/records.ts';
import { findMarker } from '../../../domain/marker.ts';

/** How long the actions run of a build took, in milliseconds, and what it found in the runner's cache. */
export interface BuildTime {
  readonly train: string;
  readonly alias: string;
  readonly took: number;
  /** `exact`, `prefix`, `miss` or `off`, as the action that restores says it; `null` where it didn't run. */
  readonly hit: string | null;
}

/** The times of all builds, from the actions runs and what their jobs wrote. */
export function buildTimes(
  runs: readonly RunRecord[],
  logOf: (run: number) => readonly JobLog[],
): readonly BuildTime[] {
  return runs.flatMap(({ id, displayTitle, startedAt, completedAt }) => {
    const marker = findMarker(displayTitle);
    if (marker === null || startedAt === undefined || completedAt === undefined) return [];
    const lines = logOf(id).flatMap((job) => job.lines);
    return [{ train: marker.train, alias: marker.alias, took: completedAt - startedAt, hit: hitIn(lines) }];
  });
}

function hitIn(lines: readonly string[]): string | null {
  const found = lines.map((line) => /::set-output:: hit=(\w+)/.exec(line)?.[1]);
  return found.find((hit) => hit !== undefined) ?? null;
}
