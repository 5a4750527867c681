import { setTimeout as delay } from 'node:timers/promises';
import { now } from '../../simulator/clock.ts';
import type { Simulator } from '../../simulator/simulator.ts';
import { percentile } from '../numbers/percentile.ts';
import type { BenchChain } from '../stage/bench-chain.ts';
import { setStage, type Stage } from '../stage/stage.ts';
import type { Usage } from '../stage/usage.ts';
import { heldChain, waitingTrain } from '../waiting/waiting-train.ts';

/** Milliseconds that half and nearly all of the samples stay within. */
export interface Spread {
  readonly p50: number;
  readonly p99: number;
}

/** What became of webhooks that told of the end of an actions run, while so many other builds were waiting. */
export interface WakeFigures {
  readonly samples: number;
  readonly waiting: number;
  /** From the webhook's departure to the API's answer, which comes when Temporal has the signal. */
  readonly accepted: Spread;
  /** From the webhook's departure to the arrival of the read that the build makes of it. */
  readonly awake: Spread;
  readonly worker: Usage;
}

const WAITING = 100;
const ROUNDS = 4;
const SAMPLES_A_ROUND = 50;
// Webhooks about a hundred builds of half an hour come some twenty seconds apart: nothing else goes on then.
const PAUSE_MS = 200;

/** Ends actions runs one after another, in rounds, so that never many more builds wait than so many. */
export async function measureWake(tell: (progress: string) => void): Promise<WakeFigures> {
  const chains = Array.from({ length: ROUNDS + 1 }, (_, round) =>
    heldChain(`round-${round}`, WAITING + SAMPLES_A_ROUND),
  );
  const stage = await setStage(chains, Infinity);
  const wakes: Wake[] = [];
  for (const [round, chain] of chains.entries()) {
    const samples = await wakeSome(stage, chain, tell);
    // The first round warms up: code is compiled, connections are opened.
    if (round > 0) wakes.push(...samples);
  }
  const worker = await stage.stop();
  return {
    samples: wakes.length,
    waiting: WAITING,
    accepted: spread(wakes.map(({ accepted }) => accepted)),
    awake: spread(wakes.map(({ awake }) => awake)),
    worker,
  };
}

/** Milliseconds since the webhook was sent. */
interface Wake {
  readonly accepted: number;
  readonly awake: number;
}

/** One round: as many waiting builds as it takes, all of them ended before the next. */
async function wakeSome(stage: Stage, chain: BenchChain, tell: (progress: string) => void): Promise<readonly Wake[]> {
  const { client, simulator } = stage;
  const { train, repositories } = await waitingTrain(stage, chain, tell);
  const wakes: Wake[] = [];
  for (const repository of repositories.slice(0, SAMPLES_A_ROUND)) {
    await delay(PAUSE_MS);
    wakes.push(await wakeOnce(simulator, repository));
  }
  for (const repository of repositories.slice(SAMPLES_A_ROUND)) simulator.release(repository);
  await client.workflow.getHandle(train).result();
  return wakes;
}

async function wakeOnce(simulator: Simulator, repository: string): Promise<Wake> {
  const told = simulator.deliveries().length;
  const asked = simulator.requests().length;
  const webhook = () =>
    simulator
      .deliveries()
      .slice(told)
      .find((one) => one.repository === repository && one.action === 'completed');
  const read = () =>
    simulator
      .requests()
      .slice(asked)
      .find((one) => one.repository === repository && one.operation === 'actions/get-workflow-run');
  simulator.release(repository);
  const answered = simulator.when(() => (webhook()?.status ?? 0) !== 0).then(() => now());
  const [answeredAt] = await Promise.all([answered, simulator.when(() => read() !== undefined)]);
  const { at: sentAt, status } = webhook() ?? { at: NaN, status: 0 };
  if (status !== 202)
    throw new Error(`The API answered a webhook of ${repository} with ${status}: nothing is measured then`);
  return { accepted: answeredAt - sentAt, awake: (read()?.at ?? NaN) - sentAt };
}

function spread(samples: readonly number[]): Spread {
  return { p50: percentile(samples, 50), p99: percentile(samples, 99) };
}
