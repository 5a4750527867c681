import { randomUUID } from 'node:crypto';
import { Client } from '@temporalio/client';
import { Runtime } from '@temporalio/worker';
import { inject } from 'vitest';
import type { Behaviour } from '../../../simulator/scenario-behaviours.ts';
import { type Simulator, startSimulator } from '../../../simulator/simulator.ts';
import { makeWorker, QUEUES } from '../../../src/app/make-worker.ts';
import { makeStaging } from '../../../src/artifacts/staging.ts';
import { simulatedOrganisation } from '../../../src/cli/demo/scenario.ts';
import type { Chain } from '../../../src/domain/chain.ts';
import { DEFAULT_TIMINGS } from '../../../src/domain/timings.ts';
import { connectWorkerEngine } from '../../../src/engine/connection.ts';
import { unpaced, TOKEN } from '../../github/support/simulated.ts';
import { temporaryFolder } from '../folders.ts';
import { endQueue } from '../../support/end-queue.ts';
import { VERSIONS_TOML } from '../../support/versions.ts';

const nothing = () => undefined;
// Workers tell of each state that they enter.
Runtime.install({
  logger: { log: nothing, trace: nothing, debug: nothing, info: nothing, warn: nothing, error: nothing },
});

/** A real worker that serves one chain, and the GitHub that it works on. */
export interface Working extends AsyncDisposable {
  readonly simulator: Simulator;
  readonly taskQueue: string;
}

/** Starts a worker on a queue of its own, against a simulated organisation whose builds take no time unless a behaviour says otherwise. */
export async function working(address: string, chain: Chain, behaviours: readonly Behaviour[] = []): Promise<Working> {
  const options = { login: 'cascade-bot', token: TOKEN, runners: 4, seconds: () => 0, failing: [] };
  const simulator = await startSimulator({ ...simulatedOrganisation(chain, options), behaviours });
  const connection = await connectWorkerEngine({ connectionOptions: { address }, namespace: 'default' });
  const taskQueue = `test-${randomUUID()}`;
  const worker = await makeWorker({
    connection,
    namespace: 'default',
    taskQueue,
    queues: QUEUES,
    bundle: { codePath: inject('workflowBundle') },
    dependencies: {
      github: unpaced(simulator.url),
      staging: makeStaging(await temporaryFolder()),
      timings: { ...DEFAULT_TIMINGS, findInterval: 100 },
      loadChains: () => Promise.resolve([chain]),
      versions: VERSIONS_TOML,
      store: null,
      signer: null,
      seal: null,
      variable: () => null,
      temporalUi: null,
    },
  });
  const running = worker.run();
  return {
    simulator,
    taskQueue,
    [Symbol.asyncDispose]: async () => {
      worker.shutdown();
      await running;
      // It would wait for this queue of tasks, on which nobody works any more.
      await endQueue(new Client({ connection }), chain.name);
      await connection.close();
      await simulator.close();
    },
  };
}
