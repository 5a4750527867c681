import type { Delivery, RequestRecord } from '../../simulator/records.ts';
import type { Simulator } from '../../simulator/simulator.ts';
import type { TrainView } from '../../src/domain/train-view.ts';
import { startTrain } from '../../src/engine/trains/start-train.ts';
import type { BenchChain } from '../stage/bench-chain.ts';
import type { Stage } from '../stage/stage.ts';

/** A train that travelled through a whole chain, and what GitHub saw of it. Times are milliseconds since the epoch. */
export interface Journey {
  readonly train: string;
  readonly view: TrainView;
  readonly askedAt: number;
  readonly endedAt: number;
  readonly requests: readonly RequestRecord[];
  readonly deliveries: readonly Delivery[];
}

const TASK_QUEUE = 'cascade';

/** Sends a cascade through all of the chain and waits for its end. Rejects unless all was built, every webhook taken, and each build dispatched once. */
export async function runTrain(
  { client, simulator }: Stage,
  { name, nodes }: BenchChain,
  turn: number,
): Promise<Journey> {
  const train = `${name}/cascade/all/${turn}`;
  const changed = nodes.filter(({ needs }) => needs.length === 0).map(({ alias }) => alias);
  const before = countsOf(simulator);
  const askedAt = Date.now();
  await startTrain(
    client,
    { kind: 'cascade', trainId: train, input: { chain: name, changed } },
    { taskQueue: TASK_QUEUE, repeat: 'never' },
  );
  const view = (await client.workflow.getHandle(train).result()) as TrainView;
  const endedAt = Date.now();
  const requests = simulator.requests().slice(before.requests);
  const deliveries = simulator.deliveries().slice(before.deliveries);
  // The last build's webhook may be answered a moment after the train has ended.
  await simulator.when(() => deliveries.every(({ status }) => status !== 0));
  refuseFalseFigures(train, nodes.length, requests, deliveries);
  return { train, view, askedAt, endedAt, requests, deliveries };
}

function countsOf(simulator: Simulator): { readonly requests: number; readonly deliveries: number } {
  return { requests: simulator.requests().length, deliveries: simulator.deliveries().length };
}

/** A webhook that was refused is made up for by the slow poll, and what was measured then is the poll. */
function refuseFalseFigures(
  train: string,
  builds: number,
  requests: readonly RequestRecord[],
  deliveries: readonly Delivery[],
): void {
  const dispatches = requests.filter(isDispatch).length;
  if (dispatches !== builds)
    throw new Error(`${train}: ${dispatches} dispatches for ${builds} builds; a bench expects one each`);
  const refused = deliveries.filter(({ status }) => status >= 300);
  if (refused.length > 0) {
    throw new Error(
      `${train}: the API answered ${refused.length} webhooks with ${String(refused[0]?.status)} or the like`,
    );
  }
}

/** Whether the request asks for an actions run. */
export function isDispatch({ operation }: RequestRecord): boolean {
  return operation === 'actions/create-workflow-dispatch' || operation === 'repos/create-dispatch-event';
}
