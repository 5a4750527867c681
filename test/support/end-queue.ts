import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { queueId } from '../../src/domain/ids.ts';

/** Ends the queue of a chain, which otherwise stays for as long as its server, and on its queue of tasks. */
export async function endQueue({ workflow }: Client, chain: string): Promise<void> {
  try {
    await workflow.getHandle(queueId(chain)).terminate();
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  }
}
