import type { Client, WorkflowHandle } from '@temporalio/client';

/**
 * What a train or a build answers to the query `state`, or `null` where no worker answered by the deadline (milliseconds
 * since the epoch): what is known without it is still worth showing.
 */
export async function askState<Answer>(
  client: Client,
  handle: WorkflowHandle,
  deadline: number,
): Promise<Answer | null> {
  try {
    return await client.withDeadline(deadline, () => handle.query<Answer>('state'));
  } catch {
    return null;
  }
}
