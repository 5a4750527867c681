import { tally } from '../../domain/train-details.ts';
import type { BuildView, TrainView } from '../../domain/train-view.ts';
import { budgetLine } from './budget-line.ts';
import { alignRows, type Canvas, type Cell } from './columns.ts';
import { formatDuration } from './duration.ts';
import { BUILD_MARKS, TRAIN_STYLES } from './marks.ts';
import { fit, oneLine } from './one-line.ts';
import { trainNotes } from '../../domain/train-notes.ts';
import { relatedLines } from './related-lines.ts';
import { rowsThatFit } from './rows-that-fit.ts';

/** When a train started and ended, and what time it is; milliseconds since the epoch. */
export interface TrainTimes {
  readonly startedAt: number;
  readonly closedAt: number | null;
  readonly now: number;
}

/** How a train is drawn. */
export interface TrainCanvas extends Canvas {
  /** Lines at most; `Infinity` where there is no screen to fit. */
  readonly height: number;
  /** Whether the address of each actions run stands below its build. */
  readonly addresses: boolean;
}

const MARGIN = '  ';
// The title, the tally, the rate limit, and the line that the cursor stands on.
const OTHER_LINES = 4;
// Kept free for what publishing will say, so that no row vanishes when it begins.
const PUBLISHING_LINES = 2;

/** The train as a table: its state, a row a build with state, time and reason, what else there is to say, and the rate limit. */
export function renderTrain(view: TrainView, times: TrainTimes, canvas: TrainCanvas): readonly string[] {
  const { paint, width, height, addresses } = canvas;
  const said = trainNotes(view);
  const room = addresses ? Infinity : height - OTHER_LINES - Math.max(PUBLISHING_LINES, said.length);
  const { shown, left } = rowsThatFit(view.builds, room);
  const inner = { paint, width: width - MARGIN.length };
  const rows = alignRows(
    shown.map((build) => cellsOf(build, times.now)),
    inner,
  );
  const relatedFit = view.builds.reduce((lines, { related }) => lines + 1 + related.length, 0) <= room;
  const builds = shown.flatMap((build, index) => {
    const row = rows[index] ?? '';
    const address = addresses ? addressOf(build, row) : [];
    const related = relatedFit ? relatedLines(build.related) : [];
    return [row, ...[...address, ...related].map((line) => below(line, canvas))];
  });
  const dim = (text: string) => paint('dim', fit(text, inner.width));
  const hidden = left.length > 0 ? [dim(`and ${left.length} more: ${tally(left)}`)] : [];
  const sum = view.builds.length > 0 && left.length === 0 ? [dim(tally(view.builds))] : [];
  const publishing = said.map((line) => (addresses ? oneLine(line) : fit(oneLine(line), inner.width)));
  const budget = budgetLine(view.budget, times.now).map(dim);
  return [
    titleLine(view, times, canvas),
    ...[...builds, ...hidden, ...sum, ...publishing, ...budget].map((line) => MARGIN + line),
  ];
}

function titleLine({ train, state }: TrainView, { startedAt, closedAt, now }: TrainTimes, canvas: Canvas): string {
  const took = formatDuration((closedAt ?? now) - startedAt);
  const cells: readonly Cell[] = [
    { text: train, style: 'bold' },
    { text: state, style: TRAIN_STYLES[state] },
    { text: took },
  ];
  return alignRows([cells], canvas).join('');
}

function cellsOf(build: BuildView, now: number): readonly Cell[] {
  const { symbol, style } = BUILD_MARKS[build.status];
  const quiet = build.status === 'waiting' || build.status === 'skipped';
  return [
    { text: symbol, style },
    { text: build.alias, ...(quiet ? { style: 'dim' } : {}) },
    { text: build.status, style },
    { text: timeOf(build, now), right: true },
    { text: build.why, style: 'dim' },
  ];
}

/** How long a build took, or has taken so far; nothing for one that never started. */
export function timeOf({ startedAt, settledAt }: BuildView, now: number): string {
  return startedAt === null ? '' : formatDuration((settledAt ?? now) - startedAt);
}

/** The address of the actions run where the row doesn't show it. */
function addressOf({ run }: BuildView, row: string): readonly string[] {
  return run === null || row.includes(run.url) ? [] : [run.url];
}

/** What stands below a build. Addresses are there to be opened: where the terminal need not be redrawn, none is cut. */
function below(line: string, { paint, width, addresses }: TrainCanvas): string {
  const indented = `   ${oneLine(line)}`;
  return paint('dim', addresses ? indented : fit(indented, width - MARGIN.length));
}
