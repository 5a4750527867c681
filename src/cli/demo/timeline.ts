import type { BuildView } from '../../domain/train-view.ts';
import { spanOf } from './figures.ts';

const FULL = '━';
const EMPTY = ' ';

/** When each build ran, as bars of so many columns over the time of all of them; empty for a build that never ran. */
export function timeline(builds: readonly BuildView[], columns: number): ReadonlyMap<string, string> {
  const spans = builds.flatMap(spanOf);
  const from = Math.min(...spans.map(({ start }) => start));
  const whole = Math.max(...spans.map(({ end }) => end)) - from;
  const column = (at: number) => (whole === 0 ? 0 : Math.round(((at - from) / whole) * columns));
  return new Map(
    builds.map((build) => {
      const [span] = spanOf(build);
      if (span === undefined) return [build.alias, EMPTY.repeat(columns)];
      const start = Math.min(column(span.start), columns - 1);
      const end = Math.max(column(span.end), start + 1);
      return [build.alias, (EMPTY.repeat(start) + FULL.repeat(end - start)).padEnd(columns, EMPTY)];
    }),
  );
}
