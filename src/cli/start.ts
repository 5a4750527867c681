import { untilSignalled } from '../app/process-ends.ts';
import { configured } from './configured.ts';
import { followTrain } from './follow-train.ts';
import { printJson, printLines } from './output.ts';
import { type Ask, makeOrder } from './train-order.ts';
import { withTrains } from './trains.ts';

/** How a command that starts a train tells of it. */
export interface StartOutput {
  readonly json?: boolean;
  readonly wait?: boolean;
}

/** Starts the train that is asked for, and tells where to see it; waits for its end where that is wanted. */
export async function start(ask: Ask, chainName: string | undefined, output: StartOutput): Promise<void> {
  const { environment, chain } = await configured(chainName);
  const { order } = makeOrder(chain, ask);
  const { json = false, wait = false } = output;
  await withTrains(environment, async (trains) => {
    const { train, page } = await trains.start(order);
    if (json && !wait) printJson({ train, chain: chain.name, kind: order.kind, page });
    if (!json) printLines(whereToLook(train, page));
    if (wait) await followTrain(trains, train, { json, signal: untilSignalled() });
  });
}

/** What to say of a train that was just started. */
export function whereToLook(train: string, page: string | null): readonly string[] {
  return [`${train} is started.`, `  cascade status ${train} --watch`, ...(page === null ? [] : [`  ${page}`])];
}
