import { ActivityCancellationType, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { createActivities } from '../activities/index.ts';

type Activities = ReturnType<typeof createActivities>;

const MINUTE = 60_000;

/** What a queue asks of the engine: repeated until it is answered, since nothing goes on without it. */
export function queueActivities() {
  return proxyActivities<
    Pick<Activities, 'readFormerQueue' | 'findRunningTrains' | 'startNextCascade' | 'startFollowingNightly'>
  >({
    startToCloseTimeout: MINUTE,
    retry: { maximumInterval: MINUTE },
  });
}

/** The look whether a train still lives: repeated for as long as it does. */
export function trainWatching() {
  return proxyActivities<Pick<Activities, 'watchTrain'>>({
    startToCloseTimeout: MINUTE,
    cancellationType: ActivityCancellationType.TRY_CANCEL,
    retry: { initialInterval: 2000, backoffCoefficient: 2, maximumInterval: MINUTE },
  });
}

/** A look at the actions runs of a push. One that fails for so long is made again when the push is looked at again. */
export function pushChecking(owner: string) {
  return proxyActivities<Pick<Activities, 'checkPush'>>({
    taskQueue: `${workflowInfo().taskQueue}-github`,
    priority: { fairnessKey: owner },
    startToCloseTimeout: 2 * MINUTE,
    scheduleToCloseTimeout: 10 * MINUTE,
    retry: { maximumInterval: MINUTE },
  });
}
