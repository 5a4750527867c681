import type { TrainReport } from '../../../engine/trains/read-train.ts';
import type { Cell } from '../../render/columns.ts';
import { BUILD_MARKS } from '../../render/marks.ts';
import { timeOf } from '../../render/train-table.ts';
import { timeline } from '../timeline.ts';

/** A row a build: its state, when it ran, how long it took, and why it is in that state. */
export function buildRows({ view, closedAt }: TrainReport, width: number): readonly (readonly Cell[])[] {
  if (view === null) return [];
  const bars = timeline(view.builds, barColumns(width));
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

/** Columns of the bars: on a narrow terminal the reasons need the room more. */
function barColumns(width: number): number {
  return width < 100 ? 12 : 24;
}
