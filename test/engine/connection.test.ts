import { Client, Connection } from '@temporalio/client';
import { temporal } from '@temporalio/proto';
import { beforeAll, describe, expect, it } from 'vitest';
import { connectClientEngine, connectWorkerEngine } from '../../src/engine/connection.ts';
import { startEmbeddedServer } from '../../src/engine/embedded-server.ts';
import { EngineError } from '../../src/engine/engine-error.ts';
import { findServerExecutable } from '../../src/engine/server-executable.ts';
import { withinDeadline } from '../../src/engine/trains/within-deadline.ts';
import { closedAddress } from './loopback-vendor.ts';

const CLOSING = 'workflow operation can not be applied because workflow is closing';

const QUICK = { attempts: 3, firstPauseMs: 10, longestPauseMs: 20 };

async function nobody(): Promise<{ connectionOptions: { address: string }; namespace: string }> {
  return { connectionOptions: { address: new URL(await closedAddress()).host }, namespace: 'default' };
}

describe('connecting to Temporal', { timeout: 60_000 }, () => {
  let executable: string;
  beforeAll(async () => {
    executable = (await findServerExecutable({ env: process.env })).path;
  }, 120_000);

  it('waits for a server that comes up later, as a worker and as a client', async () => {
    const target = await nobody();
    const patience = { attempts: 200, firstPauseMs: 50, longestPauseMs: 50 };
    const connecting = connectWorkerEngine(target, { patience });
    const client = connectClientEngine(target);
    const port = Number(target.connectionOptions.address.split(':')[1]);
    const server = await startEmbeddedServer({ executable, dataFolder: null, port, uiPort: null });
    await (await connecting).close();
    expect(await client.workflow.count()).toMatchObject({ count: 0 });
    await client.connection.close();
    await server.stop();
  });

  it('gives up after a bounded number of attempts, and names the address and what to check', async () => {
    const target = await nobody();
    const failed = connectWorkerEngine(target, { patience: QUICK });
    await expect(failed).rejects.toBeInstanceOf(EngineError);
    await expect(failed).rejects.toThrow(
      new RegExp(`can't be reached at ${target.connectionOptions.address} \\(3 attempts\\).*TEMPORAL_ADDRESS`),
    );
  });

  it('reads a page of a history that is longer than gRPC’s own limit of 4 MiB', async () => {
    const server = await startEmbeddedServer({ executable, dataFolder: null, uiPort: null });
    const client = connectClientEngine({ connectionOptions: { address: server.address }, namespace: server.namespace });
    const handle = await client.workflow.start('build', { taskQueue: 'nobody-works-here', workflowId: 'long' });
    for (let sent = 0; sent < 5; sent++) await handle.signal('arrive', 'x'.repeat(1_000_000));
    const { events } = await handle.fetchHistory();
    expect(events?.filter((event) => event.workflowExecutionSignaledEventAttributes)).toHaveLength(5);
    await client.connection.close();
    await server.stop();
  });

  it('reaches a workflow that just goes on in a new execution, within a deadline that the SDK would pass in its first pause', async () => {
    const server = await startEmbeddedServer({ executable, dataFolder: null, uiPort: null });
    const client = connectClientEngine({ connectionOptions: { address: server.address }, namespace: server.namespace });
    const { namespace } = server;
    const taskQueue = { name: 'by-hand' };
    const { workflowService } = client;
    const handle = await client.workflow.start('queue', { taskQueue: taskQueue.name, workflowId: 'queue' });
    const goOn = async (during: () => Promise<unknown>) => {
      const { taskToken } = await client.withDeadline(Date.now() + 30_000, () =>
        workflowService.pollWorkflowTaskQueue({ namespace, taskQueue, identity: 'test' }),
      );
      await during();
      const commandType = temporal.api.enums.v1.CommandType.COMMAND_TYPE_CONTINUE_AS_NEW_WORKFLOW_EXECUTION;
      const continueAsNewWorkflowExecutionCommandAttributes = { workflowType: { name: 'queue' }, taskQueue };
      const commands = [{ commandType, continueAsNewWorkflowExecutionCommandAttributes }];
      await workflowService.respondWorkflowTaskCompleted({ namespace, taskToken, commands });
    };
    // What comes during the last task keeps it from being the last; while the next one is, nothing comes any more.
    await expect(goOn(() => handle.signal('arrive'))).rejects.toThrow('UnhandledCommand');
    const hasty = new Client({ connection: await Connection.connect({ address: server.address, interceptors: [] }) });
    let telling: Promise<void> | undefined;
    await goOn(async () => {
      telling = withinDeadline(client, 1_300, () => handle.signal('arrive'));
      telling.catch(() => undefined);
      await expect(hasty.workflow.getHandle('queue').signal('arrive')).rejects.toHaveProperty('cause.details', CLOSING);
    });
    await telling;
    await hasty.connection.close();
    await client.connection.close();
    await server.stop();
  });

  it('stops trying when it is asked to', async () => {
    const stop = new AbortController();
    const patience = { attempts: 3, firstPauseMs: 600_000, longestPauseMs: 600_000 };
    const connecting = connectWorkerEngine(await nobody(), { patience, signal: stop.signal });
    stop.abort();
    await expect(connecting).rejects.toThrow('aborted');
  });
});
