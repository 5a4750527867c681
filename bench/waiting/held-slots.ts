import type { Client } from '@temporalio/client';
import proto from '@temporalio/proto';

const { PENDING_ACTIVITY_STATE_STARTED } = proto.temporal.api.enums.v1.PendingActivityState;
const AT_ONCE = 20;

/** How many activities of these workflows a worker has in hand now; those that wait for their next try hold no slot. */
export async function heldSlots(client: Client, workflowIds: readonly string[]): Promise<number> {
  let slots = 0;
  const unasked = workflowIds.values();
  const askOn = async () => {
    for (const id of unasked) {
      const { raw } = await client.workflow.getHandle(id).describe();
      slots += (raw.pendingActivities ?? []).filter(({ state }) => state === PENDING_ACTIVITY_STATE_STARTED).length;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, askOn));
  return slots;
}
