import { ActivityFailure, isCancellation, rootCause } from '@temporalio/workflow';
import type { ActionsRunRef, ArtifactReport } from '../domain/actions-run.ts';
import type { BuildOrder } from '../domain/build-order.ts';
import type { RetriedOutcome } from '../domain/chain.ts';
import type { Reason } from '../domain/reason.ts';
import type { ActionsRunWatch } from './actions-run-watch.ts';
import { awaitRun } from './await-run.ts';
import { obtainRun } from './obtain-run.ts';

/** How one attempt ended. */
export type AttemptOutcome =
  | {
      readonly type: 'success';
      readonly reason: Reason;
      readonly run: ActionsRunRef;
      readonly artifacts: readonly ArtifactReport[];
    }
  | {
      readonly type: 'failure';
      readonly reason: Reason;
      /** What a retry policy can name; `null` where trying again can't help. */
      readonly outcome: RetriedOutcome | null;
      readonly run: ActionsRunRef | null;
    };

/** One attempt at a build: one actions run, asked for, waited for and judged. */
export async function runAttempt(order: BuildOrder, attempt: number, watch: ActionsRunWatch): Promise<AttemptOutcome> {
  watch.begin(attempt);
  try {
    const obtained = await obtainRun(order, attempt, watch);
    return obtained.type === 'run' ? await awaitRun(order, obtained.run, watch) : obtained;
  } catch (error) {
    if (isCancellation(error) || !(error instanceof ActivityFailure)) throw error;
    const message = rootCause(error) ?? error.message;
    return { type: 'failure', reason: { code: 'error', message }, outcome: null, run: watch.run };
  }
}
