import {
  ApplicationFailure,
  CancellationScope,
  isCancellation,
  setCurrentDetails,
  setHandler,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import type { BuildOrder } from '../domain/build-order.ts';
import { explain, type Reason } from '../domain/reason.ts';
import { decideRetry, explainGaveUp, type GaveUp } from '../domain/retry.ts';
import { type BuildOutcome, type BuildResult, neverAttempted } from '../domain/train-state.ts';
import { ActionsRunWatch } from './actions-run-watch.ts';
import { type AttemptOutcome, type Previous, runAttempt } from './attempt.ts';
import { buildState, leaveRun, runChanged } from './messages.ts';
import { cancelRunOf } from './find-run.ts';
import { hold, letGo, onHeldTag } from './held-ref.ts';

/**
 * One repository inside one train: makes attempts until one succeeds or the policy ends them. Where the branch has moved on
 * since it was pinned, the next attempt follows at once, on a tag of our own.
 * Fails with the outcome in its failure's details; the train decides what that means for the others.
 */
export async function build(asked: BuildOrder): Promise<BuildResult> {
  let order = asked;
  const watch = new ActionsRunWatch(order);
  setHandler(runChanged, (hint) => {
    watch.hear(hint);
  });
  setHandler(buildState, () => watch.progress());
  setHandler(leaveRun, () => {
    watch.leavesRun = true;
  });
  if (workflowInfo().parent === undefined) {
    throw failure(neverAttempted(STRAY));
  }

  const beganAt = Date.now();
  try {
    await hold(order);
    const made = order.again?.attempts ?? 0;
    for (let attempt = made + 1, previous = formerly(order); ; attempt++) {
      const outcome: AttemptOutcome = await runAttempt(order, attempt, watch, previous);
      if (outcome.type === 'success') return succeed(order, outcome, attempt, watch);
      const pinned = outcome.outcome === 'branch_moved' ? onHeldTag(order) : null;
      if (pinned !== null) {
        await cancelRunOf(order, watch);
        order = pinned;
        await hold(order);
        continue;
      }
      const failed = { number: attempt - made, outcome: outcome.outcome, elapsed: Date.now() - beganAt };
      const decision = decideRetry(order.retry, failed, Math.random());
      if (decision.type === 'give-up') throw fail(outcome, attempt, watch, decision);
      const at = Date.now() + decision.after;
      watch.enter({ code: 'retrying', attempt: attempt + 1, at, because: outcome.reason });
      await sleep(decision.after, { summary: `attempt ${attempt + 1} follows` });
      previous = { run: outcome.run, how: decision.how };
    }
  } catch (error) {
    if (isCancellation(error)) await CancellationScope.nonCancellable(() => cleanUp(order, watch));
    throw error;
  } finally {
    // A run that is left may still check its tag out.
    if (!watch.leavesRun) await letGo(order);
  }
}

const STRAY: Reason = {
  code: 'error',
  message: 'A build runs only inside a train. Start a release or a cascade instead; it starts its builds.',
};

/** The last attempt before a person had it made again; the first of all has nothing before it. */
function formerly({ again, retry }: BuildOrder): Previous | null {
  return again === null ? null : { run: again.run, how: again.how ?? retry.how };
}

function succeed(
  { expected }: BuildOrder,
  { reason, run, artifacts }: Extract<AttemptOutcome, { type: 'success' }>,
  attempts: number,
  { related }: ActionsRunWatch,
): BuildResult {
  setCurrentDetails(explain(reason));
  return { status: 'succeeded', reason, attempts, run, artifacts, related, commit: expected.commit };
}

function fail(
  { reason, run }: Extract<AttemptOutcome, { type: 'failure' }>,
  attempts: number,
  { related }: ActionsRunWatch,
  { because, outcome }: GaveUp,
): ApplicationFailure {
  const gaveUp: GaveUp = { because, outcome };
  setCurrentDetails(`${explain(reason)} (${explainGaveUp(gaveUp, attempts)})`);
  return failure({ status: 'failed', reason, attempts, run, related, gaveUp });
}

function failure(outcome: Extract<BuildOutcome, { status: 'failed' }>): ApplicationFailure {
  return ApplicationFailure.create({
    message: explain(outcome.reason),
    type: 'BuildFailed',
    nonRetryable: true,
    details: [outcome],
  });
}

/** After a cancellation nothing of ours goes on at GitHub, unless that was asked for. */
async function cleanUp(order: BuildOrder, watch: ActionsRunWatch): Promise<void> {
  watch.enter({ code: 'cancelling', by: { type: 'cascade' } });
  await cancelRunOf(order, watch);
}
