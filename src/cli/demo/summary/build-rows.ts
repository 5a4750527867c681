import type { TrainReport } from '../../../engine/trains/read-train.ts';
import type { Cell } from '../../render/columns.ts';
import { BUILD_MARKS } from '../../render/marks.ts';
import { timeOf } from '../../render/train-table.ts';
import { timeline } from '../timeline.ts';

const TIMELINE_COLUMNS = 24;

/** A row a build: its state, when it ran, how long it took, and why it is in that state. */
export function buildRows({ view, closedAt }: TrainReport): readonly (readonly Cell[])[] {
  if (view === null) return [];
  const bars = timeline(view.builds, TIMELINE_COLUMNS);
  return view.builds.map((build) => {
    const { symbol, style } = BUILD_MARKS[build.status];
    return [
      { text: symbol, style },
      { text: build.alias },
      { text: bars.get(build.alias) ?? '', style },
      { text: timeOf(build, closedAt ?? 0), right: true },
      { text: build.status, style },
      { text: build.why, style: 'dim' },
    ];
  });
}
