import {
  allHandlersFinished,
  ApplicationFailure,
  CancellationScope,
  CancelledFailure,
  condition,
} from '@temporalio/workflow';
import { describeFailure } from '../domain/train-details.ts';
import type { TrainView } from '../domain/train-view.ts';
import type { TrainSign } from './train-sign.ts';

/** Ends a train: Completed with its last state, Failed with it in the failure's details, or Cancelled. */
export async function settle(
  as: 'succeeded' | 'failed' | 'cancelled',
  sign: TrainSign,
  view: TrainView,
): Promise<TrainView> {
  sign.show(view);
  // Also for a train that was cancelled too late: what it came to must not be lost.
  await CancellationScope.nonCancellable(() => condition(allHandlersFinished));
  switch (as) {
    case 'succeeded':
      return view;
    case 'failed':
      throw ApplicationFailure.create({
        message: describeFailure(view),
        type: 'TrainFailed',
        nonRetryable: true,
        details: [view],
      });
    case 'cancelled':
      throw new CancelledFailure('The train was cancelled', [view]);
  }
}
