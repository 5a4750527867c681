import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { partsOfBuildId } from '../../domain/ids.ts';
import type { RunHint } from '../../domain/webhook-decision.ts';

/** Tells a build to look at its actions run now. False where no such build runs: there is nothing to wake, and none is started. */
export function wakeBuild(client: Client, workflowId: string, hint: RunHint): Promise<boolean> {
  return signal(client, workflowId, 'runChanged', hint);
}

/** Tells the train of a build that has ended of a later attempt of its actions run. False where that has ended, too. */
export function tellTrain(client: Client, buildWorkflowId: string, hint: RunHint): Promise<boolean> {
  const { train, alias } = partsOfBuildId(buildWorkflowId);
  return signal(client, train, 'runSeen', alias, hint);
}

async function signal(client: Client, workflowId: string, name: string, ...args: readonly unknown[]): Promise<boolean> {
  try {
    await client.workflow.getHandle(workflowId).signal(name, ...args);
    return true;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}
