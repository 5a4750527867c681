import type { Cell } from '../../render/columns.ts';
import { formatDuration } from '../../render/duration.ts';
import { figuresOf, runTimes } from '../figures.ts';
import type { Outcome } from '../outcome.ts';

/** How long the train took, and its building beside the critical path. */
export function timeRows({ report, runs }: Outcome): readonly (readonly Cell[])[] {
  const { view, startedAt, closedAt } = report;
  const figures = view === null ? null : figuresOf(view, runTimes(runs));
  const whole = closedAt === null ? [] : [row('train', closedAt - startedAt, 'from the webhook to the end')];
  if (figures === null) return whole;
  const { makespan, criticalPath, path } = figures;
  const ratio = (makespan / criticalPath).toFixed(2);
  return [
    row('critical path', criticalPath, path.join(' → ')),
    row('makespan', makespan, `first build's start to last build's end, ${ratio} × the critical path`),
    ...whole,
  ];
}

function row(name: string, span: number, meaning: string): readonly Cell[] {
  return [{ text: name }, { text: formatDuration(span), right: true }, { text: meaning, style: 'dim' }];
}
