import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import type { RunHint } from '../../domain/webhook-decision.ts';

/** Tells a build to look at its actions run now. False where no such build runs: there is nothing to wake, and none is started. */
export async function wakeBuild(client: Client, workflowId: string, hint: RunHint): Promise<boolean> {
  try {
    await client.workflow.getHandle(workflowId).signal('runChanged', hint);
    return true;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}
