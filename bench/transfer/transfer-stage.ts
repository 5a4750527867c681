import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import { type Simulator, startSimulator } from '../../simulator/simulator.ts';
import { connectClientEngine } from '../../src/engine/connection.ts';
import { startEmbeddedServer } from '../../src/engine/embedded-server.ts';
import { findServerExecutable } from '../../src/engine/server-executable.ts';
import { type PartProcess, startPart } from '../stage/child-process.ts';
import type { TransferCase } from './cases.ts';
import { transferChain, transferOrganisation } from './organisation.ts';

/** Cascade with the worker that moves files in a process of its own. The simulated GitHub is in this process. */
export interface TransferStage {
  readonly client: Client;
  readonly simulator: Simulator;
  readonly token: string;
  readonly transferWorker: PartProcess;
  /** The folder in which that worker keeps files between their download and their upload. */
  readonly stagingFolder: string;
  /** A folder for the plain tools. */
  readonly plainFolder: string;
  /** Ends all of it. */
  stop(): Promise<void>;
}

/** Starts everything for one case: then its workers have moved nothing before. */
export async function setTransferStage(transferCase: TransferCase): Promise<TransferStage> {
  const folder = await mkdtemp(join(tmpdir(), 'cascade-bench-'));
  // At the very end, so that it is also removed where the start fails or ctrl-C ends the bench.
  process.once('exit', () => {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  const token = randomBytes(20).toString('hex');
  const [chainFile, data, plainFolder] = [join(folder, 'cascade.yml'), join(folder, 'data'), join(folder, 'plain')];
  await writeFile(chainFile, transferChain());

  const { path: executable } = await findServerExecutable({ env: process.env });
  const server = await startEmbeddedServer({ executable, dataFolder: join(folder, 'temporal'), uiPort: null });
  const client = connectClientEngine({
    connectionOptions: { address: server.address },
    namespace: server.namespace,
  });
  const simulator = await withTemporaryFolder(folder, () =>
    startSimulator(transferOrganisation(transferCase, token), { check: false }),
  );

  const environment = {
    TEMPORAL_ADDRESS: server.address,
    CASCADE_CHAINS: chainFile,
    CASCADE_DATA: data,
    CASCADE_GITHUB_URL: simulator.url,
    CASCADE_GITHUB_TOKEN: token,
    // The pauses that GitHub asks for are no measure of ours, and the plain tools make none.
    CASCADE_WRITE_SPACING_MS: '0',
    CASCADE_RELEASE_SPACING_MS: '0',
    CASCADE_GITHUB_PER_SECOND: '100000',
  };
  const otherWorker = await startPart('worker', environment, 'worker started', ['--queues', 'workflows,github']);
  const transferWorker = await startPart('worker', environment, 'worker started', ['--queues', 'transfer']);
  return {
    client,
    simulator,
    token,
    transferWorker,
    stagingFolder: join(data, 'staging'),
    plainFolder,
    stop: async () => {
      await transferWorker.stop();
      await otherWorker.stop();
      await simulator.close();
      await client.connection.close();
      await server.stop();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** The simulator's files, several times what is released, lie in the stage's folder too, and go with it. */
async function withTemporaryFolder<Result>(folder: string, run: () => Promise<Result>): Promise<Result> {
  const { TMPDIR: before } = process.env;
  process.env['TMPDIR'] = folder;
  try {
    return await run();
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
}
