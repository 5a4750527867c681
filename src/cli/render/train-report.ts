import type { TrainReport } from '../../engine/trains/read-train.ts';
import { type Canvas } from './columns.ts';
import { oneLine } from './one-line.ts';
import { renderTrain } from './train-table.ts';

/** One train with all its builds, each with the address of its actions run; or what is known where no worker answered. */
export function renderReport(report: TrainReport, now: number, canvas: Canvas): readonly string[] {
  const { view, startedAt, closedAt } = report;
  if (view === null) return [describeUnseen(report)];
  return renderTrain(view, { startedAt, closedAt, now }, { ...canvas, height: Infinity, addresses: true });
}

/** A train whose builds can't be shown, and why that is. */
export function describeUnseen({ train, execution, failure }: TrainReport): string {
  if (execution !== 'running') return oneLine(`${train} ${execution}: ${failure ?? 'it told nothing of its builds'}`);
  return `${train} is running, but no worker answers: is one running (\`cascade up\`), on the task queue that CASCADE_TASK_QUEUE names?`;
}
