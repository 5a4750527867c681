import { assertNever } from '../domain/exhaustive.ts';
import { decideOrphan, type Starter } from '../domain/orphan.ts';
import type { Dependencies } from './dependencies.ts';
import { notYet, refused } from './failures.ts';

const LOOK_AGAIN = 1000;

/**
 * Makes the id of a child free that a former execution of the same workflow left running. Returns once nothing runs under
 * it; refused where what runs there is somebody else's.
 */
export function endOrphan({ orphans }: Pick<Dependencies, 'orphans'>) {
  return async function endOrphan(workflowId: string, self: Starter): Promise<void> {
    const running = await orphans.find(workflowId);
    if (running === null) return;
    const decision = decideOrphan(workflowId, running.startedBy, self);
    switch (decision.type) {
      case 'end':
        return orphans.terminate(workflowId, running.runId);
      case 'cancel':
        await orphans.cancel(workflowId, running.runId);
        throw notYet(`${workflowId} of an earlier start still cleans up`, LOOK_AGAIN);
      case 'leave':
        throw refused(decision.why);
      default:
        return assertNever(decision);
    }
  };
}
