import type { RunRecord } from '../../simulator/records.ts';

/** Milliseconds in which at least one of the runs was there and not completed; all of them must be. */
export function timeInProgress(runs: readonly Pick<RunRecord, 'createdAt' | 'completedAt'>[]): number {
  const spans = runs
    .map(({ createdAt, completedAt }) => ({ from: createdAt, to: completedAt ?? createdAt }))
    .sort((a, b) => a.from - b.from);
  let [total, reached] = [0, 0];
  for (const { from, to } of spans) {
    total += Math.max(0, to - Math.max(from, reached));
    reached = Math.max(reached, to);
  }
  return total;
}
