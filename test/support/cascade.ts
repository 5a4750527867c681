import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import { Runtime } from '@temporalio/worker';
import { afterAll, beforeAll, inject, onTestFinished } from 'vitest';
import type { Scenario } from '../../simulator/scenario.ts';
import { type Simulator, startSimulator } from '../../simulator/simulator.ts';
import { makeWorker, QUEUES } from '../../src/app/make-worker.ts';
import { makeStaging } from '../../src/artifacts/staging.ts';
import { simulatedOrganisation } from '../../src/cli/demo/scenario.ts';
import type { Chain } from '../../src/domain/chain.ts';
import { DEFAULT_TIMINGS, type Timings } from '../../src/domain/timings.ts';
import { connectClientEngine, connectWorkerEngine } from '../../src/engine/connection.ts';
import { type EmbeddedServer, startEmbeddedServer } from '../../src/engine/embedded-server.ts';
import { makeGitHub } from '../../src/github/github.ts';

/** Short where a test would otherwise wait for nothing; the rules stay the same. */
export const QUICK: Timings = { ...DEFAULT_TIMINGS, settle: 500, findInterval: 50, dispatchHeartbeat: 2000 };

const nothing = () => undefined;
const SILENT = { log: nothing, trace: nothing, debug: nothing, info: nothing, warn: nothing, error: nothing };

let server: EmbeddedServer;

// One server a file that imports this; each test has a task queue of its own on it.
beforeAll(async () => {
  Runtime.install({ logger: SILENT, telemetryOptions: { logging: { filter: { core: 'ERROR', other: 'ERROR' } } } });
  server = await startEmbeddedServer({ executable: inject('serverExecutable'), dataFolder: null, uiPort: null });
});
afterAll(() => server.stop());

const TOKEN = 'a-token-of-the-tests';

/** A Temporal server, a simulated GitHub with the organisation of the chain, and a worker. */
export interface TestCascade {
  readonly chain: Chain;
  readonly client: Client;
  readonly simulator: Simulator;
  readonly taskQueue: string;
}

export interface TestOptions {
  /** Seconds that a build takes. */
  readonly seconds?: number;
  readonly runners?: number;
  /** What is otherwise than the chain says. */
  readonly scenario?: Partial<Scenario>;
  readonly timings?: Timings;
}

/** Starts all of it for one test, and ends it after the test. Without webhooks: builds poll quickly. */
export async function startCascade(described: Chain, options: TestOptions = {}): Promise<TestCascade> {
  const chain: Chain = { ...described, polling: { interval: 100 } };
  const folder = await mkdtemp(join(tmpdir(), 'cascade-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));

  const organisation = simulatedOrganisation(chain, {
    login: 'cascade-bot',
    token: TOKEN,
    runners: options.runners ?? Infinity,
    seconds: () => options.seconds ?? 0.05,
    failing: [],
  });
  const simulator = await startSimulator({ ...organisation, ...options.scenario });
  onTestFinished(() => simulator.close());

  const target = { connectionOptions: { address: server.address }, namespace: server.namespace };
  const connection = await connectWorkerEngine(target);
  const client = connectClientEngine(target);
  onTestFinished(() => client.connection.close());

  const taskQueue = `cascade-${randomUUID()}`;
  const github = makeGitHub({
    baseUrl: simulator.url,
    token: () => TOKEN,
    pacing: { writeSpacing: 0, releaseSpacing: 0, retryBackoff: 10 },
  });
  const worker = await makeWorker({
    connection,
    namespace: target.namespace,
    taskQueue,
    queues: QUEUES,
    bundle: { codePath: inject('workflowBundle') },
    dependencies: {
      github,
      staging: makeStaging(join(folder, 'staging')),
      timings: options.timings ?? QUICK,
      loadChains: () => Promise.resolve([chain]),
    },
  });
  const ended = worker.run();
  onTestFinished(async () => {
    worker.shutdown();
    await ended;
    await connection.close();
  });
  return { chain, client, simulator, taskQueue };
}
