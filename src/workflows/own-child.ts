import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { workflowInfo } from '@temporalio/workflow';
import { localActivities } from './activities.ts';

/**
 * Runs a child under an id that belongs to this workflow. After a reset a child of before may still have it, and nobody
 * else would listen to that one: it ends, and the new child finds what it has begun.
 */
export async function executeOwnChild<T>(childId: string, execute: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await execute();
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
      const { workflowId, firstExecutionRunId: firstExecution } = workflowInfo();
      await localActivities().endOrphan(childId, { workflowId, firstExecution });
    }
  }
}
