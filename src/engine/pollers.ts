import { tsToMs } from '@temporalio/common/lib/time.js';
import proto from '@temporalio/proto';
import type { EngineConnection } from './engine-connection.ts';

const { TaskQueueType } = proto.temporal.api.enums.v1;
const TYPE_OF_KIND = {
  workflow: TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW,
  activity: TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY,
};

// A poll lasts up to a minute, and Temporal lists a poller for five minutes after its last one.
const STALE_AFTER_MS = 75_000;

/** Whether a worker polls this task queue for that kind of task. One that was killed still counts for up to 75 seconds. */
export async function isPolled(
  connection: EngineConnection,
  queue: { namespace: string; taskQueue: string; kind: keyof typeof TYPE_OF_KIND },
): Promise<boolean> {
  const { pollers } = await connection.workflowService.describeTaskQueue({
    namespace: queue.namespace,
    taskQueue: { name: queue.taskQueue },
    taskQueueType: TYPE_OF_KIND[queue.kind],
  });
  const lastPolls = pollers.map(({ lastAccessTime }) => tsToMs(lastAccessTime));
  return lastPolls.some((time) => Date.now() - time < STALE_AFTER_MS);
}
