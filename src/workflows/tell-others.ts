import { CancellationScope, log, ParentClosePolicy, startChild, workflowInfo } from '@temporalio/workflow';
import { tellingId } from '../domain/ids.ts';
import type { TellingOrder } from '../domain/telling/telling-order.ts';
import { messageOf } from './child-build.ts';
import { telling } from './telling.ts';

/**
 * Starts what tells others of a train, and outlives it; a failure to do so is logged, and holds nothing.
 * @param number tells what one execution of a train has to tell apart, from 1
 */
export async function tellOthers(order: TellingOrder, number: number): Promise<void> {
  const { train } = order;
  const options = {
    workflowId: tellingId(train, workflowInfo().runId, number),
    args: [order] as [TellingOrder],
    parentClosePolicy: ParentClosePolicy.ABANDON,
    staticSummary: `tell others of ${train}`,
  };
  try {
    // A child that outlives the train is one only once it has begun.
    await CancellationScope.nonCancellable(() => startChild(telling, options));
  } catch (error) {
    log.warn('Others are not told', { train, why: messageOf(error) });
  }
}
