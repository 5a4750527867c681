import { untilSignalled } from '../app/process-ends.ts';
import { UserError } from '../app/user-error.ts';
import type { Environment } from '../config/environment.ts';
import { startForPerson } from '../engine/trains/start-for-person.ts';
import type { StartResult, TrainOrder } from '../engine/trains/start-train.ts';
import { configured } from './configured.ts';
import { followTrain } from './follow-train.ts';
import { printJson, printLines } from './output.ts';
import { type Temporal, withTemporal } from './temporal.ts';
import { type Ask, makeOrder } from './train-order.ts';

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
  await withTemporal(environment, async (temporal) => {
    const { train, page } = await startOrdered(temporal, environment, order);
    if (json && !wait) printJson({ train, chain: chain.name, kind: order.kind, page });
    if (!json) printLines(whereToLook(train, page));
    if (wait) await followTrain(temporal, train, { json, signal: untilSignalled() });
  });
}

/** A train that was started, and its page, where we know one. */
export interface StartedTrain {
  readonly train: string;
  readonly page: string | null;
}

/** Starts a train. Throws a UserError where it runs already, or was carried out for good. */
export async function startOrdered(
  temporal: Temporal,
  { taskQueue }: Environment,
  order: TrainOrder,
): Promise<StartedTrain> {
  const result = await temporal.ask((client) => startForPerson(client, order, { taskQueue, at: Date.now() }));
  if (!result.started) throw alreadyThere(result);
  return { train: result.trainId, page: temporal.pageOf(result.trainId) };
}

/** What to say of a train that was just started. */
export function whereToLook(train: string, page: string | null): readonly string[] {
  return [`${train} is started.`, `  cascade status ${train} --watch`, ...(page === null ? [] : [`  ${page}`])];
}

function alreadyThere({ trainId, because }: Extract<StartResult, { started: false }>): UserError {
  const look = `\`cascade status ${trainId}\` shows it.`;
  return because === 'running'
    ? new UserError(`${trainId} is under way already: ${look}`)
    : new UserError(`${trainId} succeeded already, and only a train that failed can be repeated: ${look}`);
}
