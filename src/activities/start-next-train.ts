import { activityInfo } from '@temporalio/activity';
import type { CascadeOrder } from '../domain/queue/cascade-order.ts';
import type { StartedCascade } from '../domain/queue/queue-events.ts';
import type { Dependencies } from './dependencies.ts';

/** Starts the cascade whose turn it is. Done again it starts nothing, and says what became of the first. */
export function startNextCascade({ admissions }: Pick<Dependencies, 'admissions'>) {
  return async function startNextCascade(order: CascadeOrder): Promise<StartedCascade> {
    return admissions.startCascade(order, activityInfo().taskQueue);
  };
}

/** Starts the nightly that follows a cascade; answers its id. */
export function startFollowingNightly({ admissions }: Pick<Dependencies, 'admissions'>) {
  return async function startFollowingNightly(chain: string): Promise<string> {
    return admissions.startNightly(chain, activityInfo().taskQueue);
  };
}
