import type { Client } from '@temporalio/client';
import { tsToMs } from '@temporalio/common/lib/time.js';
import proto from '@temporalio/proto';

const { PENDING_ACTIVITY_STATE_STARTED } = proto.temporal.api.enums.v1.PendingActivityState;
const AT_ONCE = 20;
/** A look at an actions run takes milliseconds; what has a slot for longer than this waits in it. */
const A_MOMENT = 5000;

/** The activity slots of a worker. */
export interface Slots {
  /** In use now: also those of a poll that is just being made. */
  readonly used: number;
  /** In use for longer than it takes to look at an actions run. */
  readonly held: number;
}

/** What activities of these workflows a worker has in hand now; those that wait for their next try have no slot. */
export async function slotsOf(client: Client, workflowIds: readonly string[]): Promise<Slots> {
  let used = 0;
  let held = 0;
  const unasked = workflowIds.values();
  const askOn = async () => {
    for (const id of unasked) {
      const { raw } = await client.workflow.getHandle(id).describe();
      const started = (raw.pendingActivities ?? []).filter(({ state }) => state === PENDING_ACTIVITY_STATE_STARTED);
      used += started.length;
      held += started.filter(({ lastStartedTime }) => Date.now() - tsToMs(lastStartedTime) > A_MOMENT).length;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, askOn));
  return { used, held };
}
