import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import { type Simulator, startSimulator } from '../../simulator/simulator.ts';
import { untilReady } from '../../src/cli/demo/trains-at-api.ts';
import { connectClientEngine } from '../../src/engine/connection.ts';
import type { Timings } from '../../src/domain/timings.ts';
import { startEmbeddedServer } from '../../src/engine/embedded-server.ts';
import type { EngineTarget } from '../../src/engine/engine-settings.ts';
import { findServerExecutable } from '../../src/engine/server-executable.ts';
import { type BenchChain, chainFile } from './bench-chain.ts';
import { startPart } from './child-process.ts';
import { organisation } from './organisation.ts';
import type { Usage } from './usage.ts';

/**
 * Cascade as it runs for real: Temporal's server (with a database file), the worker and the API in a process each.
 * The simulated GitHub is in this process, which does nothing else while a train travels.
 */
export interface Stage {
  readonly target: EngineTarget;
  readonly client: Client;
  readonly simulator: Simulator;
  /** Where webhooks go, and the secret that signs them. */
  readonly webhooks: { readonly url: string; readonly secret: string };
  /** The memory that is resident in the worker now, mebibytes. */
  workerMemory(): Promise<number>;
  /** Ends all of it, and tells what the worker used. */
  stop(): Promise<Usage>;
}

/** What a stage has otherwise than Cascade as it is set up. */
export interface StageOptions {
  /** Whether webhooks reach the API; they do unless given. */
  readonly webhooks?: boolean;
  readonly timings?: Partial<Timings>;
}

/** Starts everything for these chains. */
export async function setStage(
  chains: readonly BenchChain[],
  runners: number,
  { webhooks = true, timings = {} }: StageOptions = {},
): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'cascade-bench-'));
  // At the very end, so that it is also removed where the start fails or ctrl-C ends the bench.
  process.once('exit', () => {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  const [token, secret] = [randomBytes(20).toString('hex'), randomBytes(20).toString('hex')];
  const files = chains.map(({ name }) => join(folder, `${name}.yml`));
  await Promise.all(chains.map((chain) => writeFile(join(folder, `${chain.name}.yml`), chainFile(chain))));

  const { path: executable } = await findServerExecutable({ env: process.env });
  const server = await startEmbeddedServer({ executable, dataFolder: join(folder, 'temporal'), uiPort: null });
  const target = { connectionOptions: { address: server.address }, namespace: server.namespace };
  const client = connectClientEngine(target);
  const simulator = await startSimulator(organisation(chains, runners, token), { check: false });

  const environment = {
    TEMPORAL_ADDRESS: server.address,
    CASCADE_CHAINS: files.join(','),
    CASCADE_DATA: join(folder, 'data'),
    CASCADE_GITHUB_URL: simulator.url,
    CASCADE_GITHUB_TOKEN: token,
    CASCADE_WEBHOOK_SECRET: secret,
    CASCADE_API_PORT: '0',
    CASCADE_WRITE_SPACING_MS: '0',
    CASCADE_RELEASE_SPACING_MS: '0',
    CASCADE_GITHUB_PER_SECOND: '100000',
    CASCADE_TIMINGS: JSON.stringify(timings),
  };
  const worker = await startPart('worker', environment, 'worker started');
  const api = await startPart('api', environment, 'API started');
  const apiUrl = String(api.ready['url']);
  await untilReady(apiUrl, AbortSignal.timeout(30_000));
  const url = `${apiUrl}/webhooks/github`;
  if (webhooks) simulator.addWebhook({ url, secret, events: ['workflow_run'] });

  return {
    target,
    client,
    simulator,
    webhooks: { url, secret },
    workerMemory: () => worker.residentMemory(),
    stop: async () => {
      await api.stop();
      const usage = await worker.stop();
      await simulator.close();
      await client.connection.close();
      await server.stop();
      return usage;
    },
  };
}
