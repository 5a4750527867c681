import { setTimeout as delay } from 'node:timers/promises';
import { now } from '../../simulator/clock.ts';
import type { Simulator } from '../../simulator/simulator.ts';
import { percentile } from '../numbers/percentile.ts';
import type { Usage } from '../stage/usage.ts';
import { waitingTrain } from '../waiting/waiting-train.ts';

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
const SAMPLES = 200;
// Code is compiled, connections are opened.
const WARM_UP = 20;
const PAUSE_MS = 50;

/** Ends one actions run after another, so many that the last still has enough builds waiting beside it. */
export async function measureWake(tell: (progress: string) => void): Promise<WakeFigures> {
  const { stage, repositories } = await waitingTrain(WARM_UP + SAMPLES + WAITING, tell);
  const wakes: Wake[] = [];
  for (const [index, repository] of repositories.slice(0, WARM_UP + SAMPLES).entries()) {
    const wake = await wakeOnce(stage.simulator, repository);
    if (index >= WARM_UP) wakes.push(wake);
    // Beside a build that has just been woken nothing else should be going on: each is a sample of its own.
    await delay(PAUSE_MS);
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
