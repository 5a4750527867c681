import { DEFAULT_POLL } from '../../src/config/defaults.ts';
import { milliseconds } from '../../src/config/duration.ts';
import { DEFAULT_TIMINGS } from '../../src/domain/timings.ts';
import { layers } from '../graph/layers.ts';
import { timed } from '../graph/timed-node.ts';
import type { BenchChain } from '../stage/bench-chain.ts';
import { setStage } from '../stage/stage.ts';
import { runTrain } from '../trains/run-train.ts';
import { type CountedRequests, countRequests } from './counted-requests.ts';

/** What long builds of one kind ask of GitHub. */
export interface RequestFigures extends CountedRequests {
  readonly dispatch: NonNullable<BenchChain['dispatch']>;
  readonly webhooks: boolean;
  readonly builds: number;
}

/** How long each build takes, before all times are divided. */
export const MINUTES = 30;
/** What build times, polls and waits are divided by, so that the looks at a build are as many as in its full time. */
export const FASTER = 20;

const BUILDS = 5;
const DISPATCHES = ['workflow_dispatch', 'repository_dispatch'] as const;

/** Lets long builds of each kind go by, first without webhooks, then with them. */
export async function measureRequests(tell: (progress: string) => void): Promise<readonly RequestFigures[]> {
  const figures: RequestFigures[] = [];
  for (const webhooks of [false, true]) {
    const chains = DISPATCHES.map(slowChain);
    const stage = await setStage(chains, Infinity, { webhooks, timings: fasterTimings() });
    for (const chain of chains) {
      tell(`${BUILDS} builds by ${chain.dispatch}, ${webhooks ? 'with' : 'without'} webhooks`);
      const { requests } = await runTrain(stage, chain, 1);
      figures.push({ dispatch: chain.dispatch, webhooks, builds: BUILDS, ...countRequests(requests, BUILDS) });
    }
    await stage.stop();
  }
  return figures;
}

function slowChain(dispatch: (typeof DISPATCHES)[number]) {
  return {
    name: dispatch.replace('_', '-'),
    nodes: timed(layers(1, BUILDS), () => (MINUTES * 60) / FASTER),
    builds: BUILDS,
    knowsDurations: false,
    dispatch,
    polls: {
      poll: `${milliseconds(DEFAULT_POLL.withoutWebhooks) / FASTER}ms`,
      poll_with_webhooks: `${milliseconds(DEFAULT_POLL.withWebhooks) / FASTER}ms`,
    },
  } satisfies BenchChain;
}

function fasterTimings() {
  const { settle, findInterval } = DEFAULT_TIMINGS;
  return { settle: settle / FASTER, findInterval: Math.round(findInterval / FASTER) };
}
