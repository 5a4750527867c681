import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { tsToMs } from '@temporalio/common/lib/time.js';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import {
  type EmbeddedServer,
  type EmbeddedServerOptions,
  startEmbeddedServer,
} from '../../src/engine/embedded-server.ts';
import { EngineError } from '../../src/engine/engine-error.ts';
import { findServerExecutable } from '../../src/engine/server-executable.ts';
import { temporaryFolder } from './folders.ts';
import { serve } from './loopback-vendor.ts';
import { isAlive, program, untilGone } from './processes.ts';

const HOST = fileURLToPath(new URL('./host-server.ts', import.meta.url));
const THIRTY_DAYS_MS = 30 * 24 * 60 * 60 * 1000;

let executable: string;
beforeAll(async () => {
  executable = (await findServerExecutable({ env: process.env })).path;
}, 120_000);

/** A server of this test, in memory unless the test says otherwise. */
async function start(options: Partial<EmbeddedServerOptions> = {}): Promise<EmbeddedServer> {
  const server = await startEmbeddedServer({ executable, dataFolder: null, ...options });
  onTestFinished(() => server.stop());
  return server;
}

async function clientOf({ address, namespace }: EmbeddedServer): Promise<Client> {
  const connection = await Connection.connect({ address });
  onTestFinished(() => connection.close());
  return new Client({ connection, namespace });
}

describe('an embedded server', { timeout: 60_000 }, () => {
  it('answers, serves its page, and leaves no process and no folder when it is stopped', async () => {
    const server = await start();
    const client = await clientOf(server);
    expect(await client.workflowService.getSystemInfo({})).toHaveProperty('serverVersion');
    const page = await fetch(server.uiUrl ?? 'there is no page');
    expect(page.status).toBe(200);
    await server.stop();
    expect(isAlive(server.pid)).toBe(false);
    await expect(server.exited).resolves.toBe(0);
    await expect(stat(server.logFile)).rejects.toThrow('ENOENT');
  });

  it('knows our search attributes and keeps closed workflows for 30 days', async () => {
    const client = await clientOf(await start());
    const { count } = await client.workflow.count("CascadeChain = 'x' AND CascadeActionsRun = '1'");
    expect(count).toBe(0);
    const { config } = await client.workflowService.describeNamespace({ namespace: 'default' });
    expect(tsToMs(config?.workflowExecutionRetentionTtl)).toBe(THIRTY_DAYS_MS);
  });

  it('remembers its workflows when it is started again on the same data folder', async () => {
    const dataFolder = join(await temporaryFolder(), 'made', 'by', 'the', 'start');
    const first = await start({ dataFolder });
    const options = { taskQueue: 'nobody-polls-it', workflowId: 'kept' };
    await (await clientOf(first)).workflow.start('anything', options);
    await first.stop();
    const again = await clientOf(await start({ dataFolder }));
    expect((await again.workflow.getHandle('kept').describe()).status.name).toBe('RUNNING');
  });

  it('has no page when none is asked for', async () => {
    expect((await start({ uiPort: null })).uiUrl).toBeNull();
  });

  it('uses the ports that it is given', async () => {
    const first = await start();
    const port = Number(first.address.split(':')[1]);
    await first.stop();
    expect((await start({ port })).address).toBe(`127.0.0.1:${port}`);
  });
});

describe('the process that hosts an embedded server', { timeout: 60_000 }, () => {
  it('takes the server with it when it is killed, and another can start on the same data at once', async () => {
    const dataFolder = await temporaryFolder();
    const { child, lines } = program(HOST, executable, dataFolder);
    const { pid } = JSON.parse(String((await lines.next()).value)) as { pid: number };
    child.kill('SIGKILL');
    const next = await start({ dataFolder });
    await untilGone(pid);
    expect(isAlive(next.pid)).toBe(true);
  });

  it('can still use the server after ctrl-C reached its whole process group', async () => {
    const { child, lines } = program(HOST, executable, await temporaryFolder());
    const { pid } = JSON.parse(String((await lines.next()).value)) as { pid: number };
    process.kill(-Number(child.pid), 'SIGINT');
    expect((await lines.next()).value).toBe('it still answered');
    await untilGone(Number(child.pid));
    expect(isAlive(pid)).toBe(false);
  });
});

describe('an embedded server that cannot start', { timeout: 60_000 }, () => {
  it('says which port is taken and what to do', async () => {
    const { port } = new URL(await serve(() => undefined));
    const message = new RegExp(
      `Port ${port} of 127.0.0.1, where Temporal should listen, is taken .*choose another port`,
    );
    await expect(start({ port: Number(port) })).rejects.toThrow(message);
    await expect(start({ uiPort: Number(port) })).rejects.toThrow(`Port ${port}`);
  });

  it('shows the end of its log when the database is no database', async () => {
    const dataFolder = await temporaryFolder();
    await writeFile(join(dataFolder, 'temporal.db'), 'something else entirely'.repeat(1000));
    const failed = start({ dataFolder });
    await expect(failed).rejects.toThrow(
      /did not start: it ended with status 1\. The end of .*temporal\.log:[^]*not a database/,
    );
    await expect(failed).rejects.toBeInstanceOf(EngineError);
  });

  it('says so when another server uses the same data folder', async () => {
    const dataFolder = await temporaryFolder();
    await start({ dataFolder });
    await expect(start({ dataFolder })).rejects.toThrow(/Another process uses .*temporal\.db: stop it/);
  });

  it('names an executable that cannot be run', async () => {
    await expect(start({ executable: '/nowhere/temporal' })).rejects.toThrow(/spawn \/nowhere\/temporal ENOENT/);
  });

  it('leaves nothing behind when the start is given up', async () => {
    const giveUp = new AbortController();
    const dataFolder = await temporaryFolder();
    const starting = start({ dataFolder, signal: giveUp.signal });
    giveUp.abort(new Error('never mind'));
    await expect(starting).rejects.toThrow('never mind');
    await start({ dataFolder });
  });
});
