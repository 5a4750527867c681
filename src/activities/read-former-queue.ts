import { activityInfo, log } from '@temporalio/activity';
import type { FormerQueue } from '../domain/queue/queue-events.ts';
import type { Dependencies } from './dependencies.ts';

/** A queue that does not answer so often is none that another could go on from. With the pauses between them half a minute. */
const TRIES = 6;

/**
 * What the queue of a chain knew that ran before this one, where somebody ended it; `null` where none did, or where it does
 * not answer. As long as Temporal itself can't be asked, the engine asks again.
 */
export function readFormerQueue({ admissions }: Pick<Dependencies, 'admissions'>) {
  return async function readFormerQueue(chain: string): Promise<FormerQueue | null> {
    const { workflowExecution, taskQueue, attempt } = activityInfo();
    const runId = workflowExecution?.runId ?? '';
    const found = await admissions.former(chain, { runId, taskQueue });
    switch (found.type) {
      case 'none':
        return null;
      case 'known':
        return found.former;
      case 'elsewhere':
        log.warn(`the queue ran on task queue ${found.taskQueue}: its pushes that waited stay there`, { chain });
        return null;
      case 'mute':
        if (attempt < TRIES) throw new Error(`The queue of ${chain} before this one does not answer: ${found.problem}`);
        log.warn(
          'the queue begins anew: pushes that waited in the one before it are lost, start their cascades by hand',
          { chain, problem: found.problem },
        );
        return null;
    }
  };
}
