import { activityInfo, log } from '@temporalio/activity';
import type { FormerQueue } from '../domain/queue/queue-events.ts';
import type { Dependencies } from './dependencies.ts';

/** A queue that can't be read so often is none that another could go on from. */
const TRIES = 3;

/** What the queue of a chain knew that ran before this one, where somebody ended it; `null` where that can't be found out. */
export function readFormerQueue({ admissions }: Pick<Dependencies, 'admissions'>) {
  return async function readFormerQueue(chain: string): Promise<FormerQueue | null> {
    const { workflowExecution, taskQueue, attempt } = activityInfo();
    const runId = workflowExecution?.runId ?? '';
    try {
      return await admissions.former(chain, { runId, taskQueue });
    } catch (error) {
      if (attempt < TRIES) throw error;
      log.warn(
        'the queue begins anew: pushes that waited in the one before it are lost, start their cascades by hand',
        {
          chain,
          problem: String(error),
        },
      );
      return null;
    }
  };
}
