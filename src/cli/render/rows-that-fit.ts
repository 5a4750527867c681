import type { BuildView } from '../../domain/train-view.ts';

/** What is left out first where a screen is too small: what asks for nobody's attention. */
const LEFT_OUT_FIRST: readonly BuildView['status'][] = [
  'skipped',
  'reused',
  'succeeded',
  'waiting',
  'cancelled',
  'blocked',
  'running',
  'failed',
];

/** The builds that have room on so many lines, in their own order, and those that have none; a line is kept for telling of them. */
export function rowsThatFit(
  builds: readonly BuildView[],
  lines: number,
): { readonly shown: readonly BuildView[]; readonly left: readonly BuildView[] } {
  if (builds.length <= lines) return { shown: builds, left: [] };
  const byInterest = builds.toSorted((a, b) => LEFT_OUT_FIRST.indexOf(b.status) - LEFT_OUT_FIRST.indexOf(a.status));
  const kept = new Set(byInterest.slice(0, Math.max(1, lines - 1)));
  return { shown: builds.filter((build) => kept.has(build)), left: builds.filter((build) => !kept.has(build)) };
}
