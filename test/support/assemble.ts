import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Client } from '@temporalio/client';
import type { DisturbedDeliveries } from '../../simulator/scenario-app.ts';
import type { Scenario } from '../../simulator/scenario.ts';
import { type Simulator, startSimulator } from '../../simulator/simulator.ts';
import { approvalSeal } from '../../src/app/approval-seal.ts';
import { makeWorker, QUEUES, type WorkerParts } from '../../src/app/make-worker.ts';
import type { Signer } from '../../src/artifacts/signing.ts';
import { makeStaging, type Staging } from '../../src/artifacts/staging.ts';
import { simulatedOrganisation } from '../../src/cli/demo/scenario.ts';
import type { Chain } from '../../src/domain/chain.ts';
import { DEFAULT_TIMINGS, type Timings } from '../../src/domain/timings.ts';
import { connectClientEngine, connectWorkerEngine } from '../../src/engine/connection.ts';
import type { EngineTarget } from '../../src/engine/engine-settings.ts';
import { makeGitHub } from '../../src/github/github.ts';
import type { GitHub } from '../../src/github/port.ts';
import { listeningApi, type WebhookOptions } from './listening-api.ts';
import { endQueue } from './end-queue.ts';
import { VERSIONS_TOML } from './versions.ts';

/** Short where a test would otherwise wait for nothing; the rules stay the same. */
export const QUICK: Timings = { ...DEFAULT_TIMINGS, settle: 500, findInterval: 50, dispatchHeartbeat: 2000 };

/** What the workers of tests share with an API that vouches for its callers. */
export const APPROVAL_SECRET = 'a-secret-of-the-tests-for-approvals';

const TOKEN = 'a-token-of-the-tests';

/** A simulated GitHub with the organisation of the chain, a worker, and a client on a Temporal server. */
export interface TestCascade {
  readonly chain: Chain;
  readonly client: Client;
  readonly simulator: Simulator;
  readonly taskQueue: string;
  /** Does something while no worker is there: what reaches a workflow meanwhile comes to it in one moment. */
  readonly withoutWorker: (meanwhile: () => Promise<unknown>) => Promise<void>;
}

export interface TestOptions {
  /** Seconds that a build takes. */
  readonly seconds?: number;
  readonly runners?: number;
  /** Milliseconds between two looks; unless given, quick until webhooks arrive, and seldom from then on. */
  readonly pollInterval?: number;
  /** Which webhooks are sent to a real API: those about runs unless given, `false` for none. */
  readonly webhooks?: WebhookOptions['webhooks'] | false;
  /** What becomes of the webhooks on their way. */
  readonly disturbed?: DisturbedDeliveries;
  /** The way to the simulator at this address; that of a personal token unless given. */
  readonly github?: (url: string) => GitHub;
  /** What is otherwise than the chain says. */
  readonly scenario?: Partial<Scenario>;
  readonly timings?: Timings;
  /** What the environment of the worker says in variables that the chain names. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Who signs releases; nobody unless given. */
  readonly signer?: Signer;
  /** Where files wait; a folder of its own unless given. */
  readonly staging?: Staging;
}

/** Where it all runs, and who ends it: what is deferred last ends first. */
export interface Ground {
  readonly target: EngineTarget;
  /** The file with the bundled workflows. */
  readonly bundle: string;
  readonly defer: (end: () => Promise<unknown>) => void;
}

/** Starts everything but the Temporal server, on a task queue of its own. */
export async function assemble(described: Chain, ground: Ground, options: TestOptions = {}): Promise<TestCascade> {
  const { target, bundle, defer } = ground;
  const chain: Chain = { ...described, polling: pollingOf(options) };
  const folder = await mkdtemp(join(tmpdir(), 'cascade-test-'));
  defer(() => rm(folder, { recursive: true, force: true }));

  const organisation = simulatedOrganisation(chain, {
    login: 'cascade-bot',
    token: TOKEN,
    runners: options.runners ?? Infinity,
    seconds: () => options.seconds ?? 0.05,
    failing: [],
  });
  const simulator = await startSimulator({ ...organisation, ...options.scenario });
  defer(() => simulator.close());

  const connection = await connectWorkerEngine(target);
  defer(() => connection.close());
  const client = connectClientEngine(target);
  defer(() => client.connection.close());
  // The next test on this server has another task queue.
  defer(() => endQueue(client, chain.name));

  const taskQueue = `cascade-${randomUUID()}`;
  const parts: WorkerParts = {
    connection,
    namespace: target.namespace,
    taskQueue,
    queues: QUEUES,
    bundle: { codePath: bundle },
    dependencies: {
      github: (options.github ?? withToken)(simulator.url),
      staging: options.staging ?? makeStaging(join(folder, 'staging')),
      timings: options.timings ?? QUICK,
      variable: (name) => options.variables?.[name] ?? null,
      temporalUi: null,
      loadChains: () => Promise.resolve([chain]),
      versions: VERSIONS_TOML,
      store: null,
      signer: options.signer ?? null,
      seal: approvalSeal(APPROVAL_SECRET),
    },
  };
  let endWork = await startWork(parts);
  defer(() => endWork());
  const withoutWorker: TestCascade['withoutWorker'] = async (meanwhile) => {
    await endWork();
    await meanwhile();
    endWork = await startWork(parts);
  };
  const { webhooks = 'runs', disturbed = {} } = options;
  if (webhooks !== false) defer(await listeningApi({ client, taskQueue, chain, simulator }, { webhooks, disturbed }));
  return { chain, client, simulator, taskQueue, withoutWorker };
}

/** Starts a worker, and gives what ends it. */
async function startWork(parts: WorkerParts): Promise<() => Promise<void>> {
  const worker = await makeWorker(parts);
  const ended = worker.run();
  return () => {
    worker.shutdown();
    return ended;
  };
}

function pollingOf({ pollInterval }: TestOptions): Chain['polling'] {
  return { withoutWebhooks: pollInterval ?? 100, withWebhooks: pollInterval ?? 2000 };
}

function withToken(baseUrl: string): GitHub {
  return makeGitHub({
    baseUrl,
    credentials: { type: 'token', token: TOKEN },
    pacing: { writeSpacing: 0, releaseSpacing: 0, retryBackoff: 10 },
  });
}
