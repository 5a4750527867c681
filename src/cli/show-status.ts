import { untilSignalled } from '../app/process-ends.ts';
import { requireEnvironment } from '../app/settings.ts';
import { listTrains, type TrainSummary } from '../engine/trains/list-trains.ts';
import { followTrain, requireTrain } from './follow-train.ts';
import { printJson, printLines } from './output.ts';
import { canvasFor } from './render/columns.ts';
import { renderReport } from './render/train-report.ts';
import { renderTrains } from './render/train-list.ts';
import { type Temporal, withTemporal } from './temporal.ts';
import { watchTrains } from './watch-trains.ts';

/** What `cascade status` is asked for. */
export interface StatusOptions {
  readonly watch?: boolean;
  readonly chain?: string;
  readonly limit: number;
  readonly json?: boolean;
}

/** Shows the train of that id, or lists the trains; once, or until it ends or the person ends it. */
export async function showStatus(train: string | undefined, options: StatusOptions): Promise<void> {
  await withTemporal(requireEnvironment(process.env), async (temporal) => {
    if (train === undefined) await showTrains(temporal, options);
    else await showTrain(temporal, train, options);
  });
}

async function showTrain(temporal: Temporal, train: string, { watch, json = false }: StatusOptions): Promise<void> {
  if (watch === true) {
    await followTrain(temporal, train, { json, signal: untilSignalled() });
    return;
  }
  const report = await requireTrain(temporal, train);
  const page = temporal.pageOf(train);
  if (json) printJson({ ...report, page });
  else printLines([...renderReport(report, Date.now(), canvasFor(process.stdout)), ...(page === null ? [] : [page])]);
}

async function showTrains(temporal: Temporal, { watch, chain, limit, json = false }: StatusOptions): Promise<void> {
  const list = (): Promise<readonly TrainSummary[]> =>
    temporal.ask((client) => listTrains(client, { limit, ...(chain === undefined ? {} : { chain }) }));
  if (watch === true && !json) {
    await watchTrains(list, process.stdout, untilSignalled());
    return;
  }
  const trains = await list();
  if (json) printJson(trains);
  else printLines(renderTrains(trains, Date.now(), canvasFor(process.stdout)));
}
