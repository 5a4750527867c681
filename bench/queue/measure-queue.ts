import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { queueId } from '../../src/domain/ids.ts';
import type { Arrival } from '../../src/domain/queue/arrivals.ts';
import type { QueueView } from '../../src/domain/queue/queue-view.ts';
import { reachQueues } from '../../src/engine/trains/enqueue.ts';
import type { BenchChain } from '../stage/bench-chain.ts';
import { setStage } from '../stage/stage.ts';
import { timeInProgress } from './time-in-progress.ts';

/** What became of a storm of pushes. Times are in seconds. */
export interface QueueFigures {
  readonly pushes: number;
  readonly repositories: number;
  /** Until the queue had acknowledged all of them. */
  readonly taken: number;
  readonly cascades: number;
  /** From the first push to a quiet queue, without the time in which anything was built. */
  readonly beyond: number;
  readonly building: number;
  readonly events: number;
}

const PUSHES = 1000;
const DEPENDENTS = Array.from({ length: 28 }, (_, index) => `part-${index}`);
const BUILD_SECONDS = 5;

const CHAIN: BenchChain = {
  name: 'storm',
  nodes: [
    { alias: 'core', needs: [], seconds: BUILD_SECONDS },
    ...DEPENDENTS.map((alias) => ({ alias, needs: ['core'], seconds: BUILD_SECONDS })),
  ],
  builds: 29,
  knowsDurations: false,
};

/** Pushes to the core, and then to everything while the cascade of that is built. */
export async function measureQueue(tell: (progress: string) => void): Promise<QueueFigures> {
  const stage = await setStage([CHAIN], Infinity);
  const { client, simulator } = stage;
  const queues = reachQueues(client, 'cascade');
  const aliases = ['core', ...DEPENDENTS];
  const startedAt = Date.now();
  await queues.arrive(CHAIN.name, await push(stage.simulator, 'core', 0));
  await until(client, ({ running }) => running.length === 1 && simulator.runs().length > 0);
  tell(`a cascade is under way: ${PUSHES} pushes follow`);

  const arrivals: Arrival[] = [];
  for (let number = 1; number <= PUSHES; number += 1) {
    arrivals.push(await push(simulator, aliases[number % aliases.length] ?? 'core', number));
  }
  const sentAt = Date.now();
  await Promise.all(arrivals.map((arrival) => queues.arrive(CHAIN.name, arrival)));
  const taken = (Date.now() - sentAt) / 1000;
  tell(`taken in ${taken.toFixed(2)} s`);

  const quiet = await until(client, ({ running, waiting }) => running.length === 0 && waiting.length === 0);
  const whole = (Date.now() - startedAt) / 1000;
  const building = timeInProgress(simulator.runs()) / 1000;
  const { historyLength } = await client.workflow.getHandle(queueId(CHAIN.name)).describe();
  await stage.stop();
  const cascades = quiet.decisions.filter(({ became }) => became === 'ended').length;
  const beyond = whole - building;
  return { pushes: PUSHES, repositories: aliases.length, taken, cascades, beyond, building, events: historyLength };
}

async function push(
  simulator: Awaited<ReturnType<typeof setStage>>['simulator'],
  repository: string,
  number: number,
): Promise<Arrival> {
  const { sha: commit } = await simulator.push(`${CHAIN.name}/${repository}`);
  const delivery = `delivery-${number}`;
  return {
    delivery,
    repository,
    commit,
    at: Date.now() + number,
    line: null,
    parameters: {},
    hop: null,
    check: null,
    trigger: { type: 'manual', by: { type: 'cascade' } },
    policy: { trains: 2, onArrival: { cascade: 'merge', release: 'queue', nightly: 'refuse' }, runners: {} },
  };
}

async function until(client: Client, check: (queue: QueueView) => boolean): Promise<QueueView> {
  for (;;) {
    const queue = await client.workflow.getHandle(queueId(CHAIN.name)).query<QueueView>('queue');
    if (check(queue)) return queue;
    await delay(50);
  }
}
