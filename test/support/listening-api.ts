import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import type { DisturbedDeliveries } from '../../simulator/scenario-app.ts';
import type { Simulator } from '../../simulator/simulator.ts';
import { buildApp } from '../../src/api/app.ts';
import type { Chain } from '../../src/domain/chain.ts';
import { makeLog } from '../../src/telemetry/log.ts';
import { emptyAccess } from './empty-access.ts';

const SECRET = 'a-secret-of-the-tests';

/** What an App of Cascade's is told of runs; pushes and releases, which start trains, are told besides where that is asked for. */
const ABOUT_RUNS = ['workflow_run', 'workflow_job', 'repository_dispatch'];
const STARTING = ['push', 'release'];

/** How the simulator's webhooks reach the API. */
export interface WebhookOptions {
  /** `runs`: those that wake builds. `all`: a push or a release starts a train, too. */
  readonly webhooks: 'runs' | 'all';
  /** What becomes of them on their way; nothing unless given. */
  readonly disturbed?: DisturbedDeliveries;
}

interface Parts {
  readonly client: Client;
  readonly taskQueue: string;
  readonly chain: Chain;
  readonly simulator: Simulator;
}

/** A real API that listens on loopback, and to which the simulator sends its webhooks. Gives the API's end. */
export async function listeningApi(
  { client, taskQueue, chain, simulator }: Parts,
  { webhooks, disturbed = {} }: WebhookOptions,
): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'cascade-api-'));
  const app = await buildApp({
    client,
    namespace: client.options.namespace,
    taskQueue,
    loadChains: () => Promise.resolve({ ok: true, chains: [chain] }),
    webhookSecrets: [SECRET],
    self: [],
    seal: null,
    ...(await emptyAccess(folder)),
    log: makeLog('silent'),
    temporalUi: null,
  });
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  const events = webhooks === 'all' ? [...ABOUT_RUNS, ...STARTING] : ABOUT_RUNS;
  simulator.addWebhook({ url: `${address}/webhooks/github`, secret: SECRET, events, disturbed });
  return async () => {
    await app.close();
    await rm(folder, { recursive: true });
  };
}
