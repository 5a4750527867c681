import type { TrainSummary } from '../../engine/trains/list-trains.ts';
import { alignRows, type Canvas, type Cell } from './columns.ts';
import { formatDuration } from './duration.ts';
import { TRAIN_STYLES } from './marks.ts';
import type { Style } from './paint.ts';

const HEADINGS: readonly Cell[] = ['TRAIN', 'KIND', 'STATE', 'STARTED', 'TOOK'].map((text) => ({ text, style: 'dim' }));

/** Trains, a row each: id, kind, state, when it started (in universal time), and how long it took or has taken so far. */
export function renderTrains(trains: readonly TrainSummary[], now: number, canvas: Canvas): readonly string[] {
  if (trains.length === 0) return ['No trains yet: `cascade release VERSION` or `cascade push REPOSITORY` starts one.'];
  return alignRows([HEADINGS, ...trains.map((train) => cellsOf(train, now))], canvas);
}

function cellsOf(summary: TrainSummary, now: number): readonly Cell[] {
  const { train, kind, startedAt, closedAt } = summary;
  const state = stateOf(summary);
  const style = styleOf(state);
  return [
    { text: train },
    { text: kind },
    { text: state, ...(style === undefined ? {} : { style }) },
    { text: formatTime(startedAt) },
    { text: formatDuration((closedAt ?? now) - startedAt) },
  ];
}

/** What ended a train from outside counts more than the last that it told of itself. */
export function stateOf({ execution, state }: TrainSummary): string {
  if (execution === 'running') return state ?? 'waiting for a worker';
  return execution === 'completed' ? 'succeeded' : execution;
}

function styleOf(state: string): Style | undefined {
  return Object.entries(TRAIN_STYLES).find(([name]) => name === state)?.[1];
}

/** A moment as `2026-11-21 09:25 UTC`. */
function formatTime(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
