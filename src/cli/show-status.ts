import { untilSignalled } from '../app/process-ends.ts';
import { requireEnvironment } from '../app/settings.ts';
import { followTrain, requireTrain } from './follow-train.ts';
import { printJson, printLines } from './output.ts';
import { canvasFor } from './render/columns.ts';
import { renderReport } from './render/train-report.ts';
import { renderTrains } from './render/train-list.ts';
import { type Trains, withTrains } from './trains.ts';
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
  await withTrains(requireEnvironment(process.env), async (trains) => {
    if (train === undefined) await showTrains(trains, options);
    else await showTrain(trains, train, options);
  });
}

async function showTrain(trains: Trains, train: string, { watch, json = false }: StatusOptions): Promise<void> {
  if (watch === true) {
    await followTrain(trains, train, { json, signal: untilSignalled() });
    return;
  }
  const report = await requireTrain(trains, train);
  const { page } = report;
  if (json) printJson(report);
  else printLines([...renderReport(report, Date.now(), canvasFor(process.stdout)), ...(page === null ? [] : [page])]);
}

async function showTrains(source: Trains, { watch, chain, limit, json = false }: StatusOptions): Promise<void> {
  const list = () => source.list({ limit, ...(chain === undefined ? {} : { chain }) });
  if (watch === true && !json) {
    await watchTrains(list, process.stdout, untilSignalled());
    return;
  }
  const trains = await list();
  if (json) printJson(trains);
  else printLines(renderTrains(trains, Date.now(), canvasFor(process.stdout)));
}
