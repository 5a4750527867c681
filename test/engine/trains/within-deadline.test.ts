import { type AddressInfo, createServer } from 'node:net';
import { Client, WorkflowNotFoundError } from '@temporalio/client';
import { defineSearchAttributeKey } from '@temporalio/common';
import { describe, expect, it, onTestFinished } from 'vitest';
import { connectClientEngine } from '../../../src/engine/connection.ts';
import { EngineError } from '../../../src/engine/engine-error.ts';
import { withinDeadline } from '../../../src/engine/trains/within-deadline.ts';
import { clientOfFile } from './client-of-file.ts';

describe('a deadline for what is asked of Temporal', { timeout: 60_000 }, () => {
  const { client } = clientOfFile();

  /** It isn't closed: the client's own retries would then find it gone. */
  function clientOf(address: string): Client {
    return connectClientEngine({ connectionOptions: { address }, namespace: 'default' });
  }

  async function took(work: () => Promise<unknown>): Promise<number> {
    const start = Date.now();
    await expect(work()).rejects.toThrow(EngineError);
    return Date.now() - start;
  }

  const describeIt = (of: Client) => () => of.workflow.getHandle('acme/release/v1.0.0').describe();

  it('says within the deadline that nobody listens, and where', async () => {
    const nobody = clientOf('127.0.0.1:1');
    expect(await took(() => withinDeadline(nobody, 700, describeIt(nobody)))).toBeLessThan(1_000);
    await expect(withinDeadline(nobody, 100, describeIt(nobody))).rejects.toThrow(
      /can't be reached at 127\.0\.0\.1:1 .*TEMPORAL_ADDRESS/,
    );
  });

  it('says within the deadline that a listener does not answer', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => {
      silent.close();
    });
    await new Promise((resolve) => silent.once('listening', resolve));
    const { port } = silent.address() as AddressInfo;
    const waiting = clientOf(`127.0.0.1:${port}`);
    expect(await took(() => withinDeadline(waiting, 500, describeIt(waiting)))).toBeLessThan(800);
  });

  it('says that the namespace is missing', async () => {
    const elsewhere = new Client({ connection: client().connection, namespace: 'absent' });
    await expect(withinDeadline(elsewhere, 5_000, describeIt(elsewhere))).rejects.toThrow(/no namespace absent/);
  });

  it('says that a worker brings search attributes that are missing', async () => {
    const start = () =>
      client().workflow.start('release', {
        taskQueue: 'nobody-works-here',
        workflowId: 'acme/release/v1.0.0',
        typedSearchAttributes: [{ key: defineSearchAttributeKey('Unregistered', 'KEYWORD'), value: 'x' }],
      });
    await expect(withinDeadline(client(), 5_000, start)).rejects.toThrow(
      /lacks Cascade's search attributes.*start one/,
    );
  });

  it('lets other errors pass as they are', async () => {
    await expect(withinDeadline(client(), 5_000, describeIt(client()))).rejects.toThrow(WorkflowNotFoundError);
  });
});
