import type { Engine } from '../../../app/engine.ts';
import { alignRows, type Canvas, type Cell } from '../../render/columns.ts';
import type { Download } from '../download.ts';
import type { Outcome } from '../outcome.ts';
import type { Check } from '../verdict.ts';
import { addressRows } from './address-rows.ts';
import { buildRows } from './build-rows.ts';
import { checkRows } from './check-rows.ts';
import { fileRows, releaseTitle } from './release-rows.ts';
import { requestRows, requestsTitle } from './request-rows.ts';
import { timeRows } from './time-rows.ts';

/** What is summed up: what came of the train, what of it was downloaded, and what holds. */
export interface Ending {
  readonly outcome: Outcome;
  readonly download: Download | null;
  readonly checks: readonly Check[];
  readonly engine: Engine;
  /** Whether the pages can still be opened when the summary is read. */
  readonly keep: boolean;
}

type Rows = readonly (readonly Cell[])[];

const MARGIN = '  ';

/** Everything worth knowing of a train that has ended, in sections. */
export function summarise({ outcome, download, checks, engine, keep }: Ending, canvas: Canvas): readonly string[] {
  const [release] = outcome.releases;
  const inner = { ...canvas, width: canvas.width - MARGIN.length };
  // An address is never cut: it is there to be opened.
  const uncut = { ...canvas, width: Infinity };
  const section = (title: string, rows: Rows, on: Canvas = inner) =>
    rows.length === 0 ? [] : ['', canvas.paint('bold', title), ...alignRows(rows, on).map((line) => MARGIN + line)];
  return [
    ...(release === undefined ? [] : section(releaseTitle(release), fileRows(release, download, inner.width))),
    ...section('Builds', buildRows(outcome.report, canvas.width)),
    ...section('Time', timeRows(outcome)),
    ...section(requestsTitle(outcome), requestRows(outcome)),
    ...section('Checks', checkRows(checks)),
    ...section(keep ? 'Pages' : 'Pages, with --keep', addressRows(outcome, engine), uncut),
  ];
}
