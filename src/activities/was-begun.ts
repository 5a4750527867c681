import { activityInfo } from '@temporalio/activity';
import type { Dependencies } from './dependencies.ts';

/**
 * Whether the workflow that asks was reset after it had begun with the child of that id, as far as Temporal remembers. The
 * activity knows of the reset and the workflow mustn't: what it did before is replayed, and has to go the same way.
 */
export function wasBegun({ earlierBuilds }: Pick<Dependencies, 'earlierBuilds'>) {
  return async function wasBegun(childId: string, firstExecution: string): Promise<boolean> {
    const wasReset = activityInfo().workflowExecution?.runId !== firstExecution;
    return wasReset && earlierBuilds.wasBegun(childId);
  };
}
