/**
 * The value that so many percent of the samples do not exceed (nearest rank).
 * @throws RangeError where there are no samples
 */
export function percentile(samples: readonly number[], percent: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)];
  if (value === undefined)
    throw new RangeError('No samples, so there is no percentile: check that something was measured');
  return value;
}
