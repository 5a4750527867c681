import { ActivityFailure, isCancellation, rootCause, workflowInfo } from '@temporalio/workflow';
import { noticesOf } from '../domain/telling/telling-order.ts';
import type { TrainView } from '../domain/train-view.ts';
import type { TrainRequest } from '../domain/trigger.ts';
import { messageOf } from './child-build.ts';
import type { LoadedChain } from './prepare.ts';
import { refuse } from './start.ts';
import { tellOthers } from './tell-others.ts';
import type { TrainSign } from './train-sign.ts';

/** Who hears of the end of a train follows from its chain, and from what it was asked for. */
export type Audience = LoadedChain & { readonly request: TrainRequest };

/**
 * Answers what ends a train that did not come to its first build: what the activity said, in place of "Activity task failed".
 * The end is shown, and those are told who want to be; `audience` is `null` where the chain could not be read.
 */
export async function endEarly(
  error: unknown,
  sign: TrainSign,
  view: TrainView,
  audience: Audience | null,
): Promise<unknown> {
  const isCancelled = isCancellation(error);
  const end = !isCancelled && error instanceof ActivityFailure ? refuse([rootCause(error) ?? error.message]) : error;
  const note = isCancelled ? 'it was cancelled before its first build' : messageOf(end);
  const last = { ...view, state: isCancelled ? 'cancelled' : 'failed', note } as const;
  sign.show(last);
  if (audience !== null) await tellEarlyEnd(audience, last);
  return end;
}

/** There is nothing to say of commits yet, nor of what is broken. */
async function tellEarlyEnd({ chain, timings, request }: Audience, view: TrainView): Promise<void> {
  // The train's own digest is made with its pins.
  const digest = workflowInfo().runId.slice(0, 8);
  const notices = noticesOf({ chain, request, digest }, 'settled', view, 0);
  if (notices.length === 0) return;
  await tellOthers({ train: view.train, chain: chain.name, timings, statuses: [], notices, issue: null }, 1);
}
