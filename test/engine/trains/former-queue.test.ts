import { randomUUID } from 'node:crypto';
import { Client, WorkflowClient } from '@temporalio/client';
import { temporal } from '@temporalio/proto';
import { expect, test, vi } from 'vitest';
import { queueId } from '../../../src/domain/ids.ts';
import { readFormerQueue } from '../../../src/engine/trains/former-queue.ts';
import { clientOfFile } from './client-of-file.ts';

const { client } = clientOfFile();

const ID = queueId('acme');
const WENT_ON = `WorkflowId = '${ID}' AND ExecutionStatus = 'ContinuedAsNew'`;

/** Lists of a queue no more than what went on in another execution, as an index does that is a moment behind. */
class BehindClient extends WorkflowClient {
  override list() {
    return super.list({ query: WENT_ON });
  }
}

/** A queue that goes on in another execution with its first workflow task, which is made by hand. */
async function startAndGoOn(): Promise<void> {
  const { workflow, workflowService, options } = client();
  const { namespace } = options;
  const taskQueue = { name: 'by-hand' };
  await workflow.start('chainQueue', { taskQueue: taskQueue.name, workflowId: ID });
  const { taskToken } = await client().withDeadline(Date.now() + 30_000, () =>
    workflowService.pollWorkflowTaskQueue({ namespace, taskQueue, identity: 'test' }),
  );
  const commandType = temporal.api.enums.v1.CommandType.COMMAND_TYPE_CONTINUE_AS_NEW_WORKFLOW_EXECUTION;
  const goOn = { workflowType: { name: 'chainQueue' }, taskQueue };
  await workflowService.respondWorkflowTaskCompleted({
    namespace,
    taskToken,
    commands: [{ commandType, continueAsNewWorkflowExecutionCommandAttributes: goOn }],
  });
}

test('a queue that went on in an execution that Temporal does not list yet is to be looked for again', async () => {
  await startAndGoOn();
  await vi.waitFor(async () => {
    expect(await client().workflow.count(WENT_ON)).toMatchObject({ count: 1 });
  }, 10_000);
  await client().workflow.getHandle(ID).terminate();

  const { connection } = client();
  const behind = Object.assign(new Client({ connection }), { workflow: new BehindClient({ connection }) });
  const present = { runId: randomUUID(), taskQueue: 'by-hand' };
  await expect(readFormerQueue(behind, 'acme', present)).rejects.toThrow(`how ${ID} went on: look again`);
  await vi.waitFor(async () => {
    expect(await readFormerQueue(client(), 'acme', present)).toMatchObject({ type: 'known' });
  }, 10_000);
});
