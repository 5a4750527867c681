import { ActivityFailure, CancellationScope, rootCause, sleep, workflowInfo } from '@temporalio/workflow';
import type { ActionsRunRef } from '../domain/actions-run.ts';
import { type BuildOrder, identityOf, markerOf } from '../domain/build-order.ts';
import { formatMarker } from '../domain/marker.ts';
import type { DispatchAnswer } from '../domain/dispatch-answer.ts';
import type { ActionsRunWatch } from './actions-run-watch.ts';
import { dispatching, githubActivities } from './activities.ts';
import type { AttemptOutcome } from './attempt.ts';

/** Posts of one attempt, each after a search that found nothing. */
const MAXIMUM_POSTS = 3;
/** Milliseconds between two tries to reach GitHub at all: the pause doubles from the first to the longest. */
const UNREACHABLE_PAUSE = { first: 5000, longest: 60_000 };

type Obtained = { readonly type: 'run'; readonly run: ActionsRunRef } | Extract<AttemptOutcome, { type: 'failure' }>;

/**
 * Gets the one actions run of an attempt. A second POST follows only after a search which began when the first
 * could no longer arrive, and which certainly found nothing.
 */
export async function obtainRun(order: BuildOrder, attempt: number, watch: ActionsRunWatch): Promise<Obtained> {
  const { owner, name } = order.target;
  let search = order.lookFirst || wasReset() ? { until: Date.now(), because: 'the train was reset' } : null;
  const givingUp = Date.now() + order.timeouts.queue;
  for (let posts = 0, pause = UNREACHABLE_PAUSE.first; ;) {
    if (search !== null) {
      watch.enter({ code: 'looking-for-run', attempt, because: search.because });
      const run = await findRun(order, attempt, watch, search.until);
      if (run !== null) return { type: 'run', run };
      if (posts >= MAXIMUM_POSTS) return failed({ code: 'dispatch-lost', attempts: posts });
    }
    watch.enter({ code: 'dispatching', attempt });
    const sentBy = Date.now() + order.timings.dispatchDeadline;
    const answer = await dispatch(order, attempt);
    switch (answer.type) {
      case 'started':
        return { type: 'run', run: { owner, name, id: answer.runId, attempt: 1, url: answer.url } };
      case 'accepted':
        watch.suspect();
        return afterAcceptance(order, attempt, watch);
      case 'refused':
        return failed({
          code: 'dispatch-refused',
          status: answer.status,
          message: answer.message,
          advice: answer.advice,
        });
      case 'rate-limited':
        watch.enter({ code: 'rate-limited', until: answer.notBefore });
        await sleep(Math.max(1000, answer.notBefore - Date.now()), { summary: 'rate limit' });
        break;
      case 'not-sent':
        if (Date.now() >= givingUp)
          return failed({ code: 'error', message: `GitHub was never reached: ${answer.message}` });
        watch.enter({ code: 'unreachable', message: answer.message });
        await sleep(pause, { summary: 'GitHub is out of reach' });
        pause = Math.min(2 * pause, UNREACHABLE_PAUSE.longest);
        break;
      case 'unclear':
        watch.suspect();
        posts++;
        search = { until: Math.max(sentBy, Date.now()) + order.timings.settle, because: answer.message };
        break;
    }
  }
}

/** Cancels whatever an attempt may have started, known or not. For clean-up after a cancellation. */
export async function cancelRunOf(order: BuildOrder, watch: ActionsRunWatch): Promise<void> {
  if (!watch.mayRun) return;
  const until = Date.now() + order.timings.settle;
  const run = watch.run ?? (await findRun(order, watch.attempt, watch, until));
  if (run !== null) await githubActivities(order.timings).cancelActionsRun(run);
}

async function afterAcceptance(order: BuildOrder, attempt: number, watch: ActionsRunWatch): Promise<Obtained> {
  watch.enter({ code: 'looking-for-run', attempt, because: 'GitHub accepted the dispatch without naming the run' });
  const run = await findRun(order, attempt, watch, Date.now() + order.timeouts.queue);
  return run === null
    ? { ...failed({ code: 'queue-timeout', after: order.timeouts.queue }), outcome: 'queue_timeout' }
    : { type: 'run', run };
}

/** Not cancellable: what was posted must be known, so that it can be cancelled too. */
async function dispatch(order: BuildOrder, attempt: number): Promise<DispatchAnswer> {
  const marker = formatMarker(markerOf(order, attempt));
  try {
    return await CancellationScope.nonCancellable(() =>
      dispatching(order.timings).startActionsRun({ target: order.target, dispatch: order.dispatch, marker }),
    );
  } catch (error) {
    if (error instanceof ActivityFailure) return { type: 'unclear', message: rootCause(error) ?? error.message };
    throw error;
  }
}

async function findRun(
  order: BuildOrder,
  attempt: number,
  watch: ActionsRunWatch,
  until: number,
): Promise<ActionsRunRef | null> {
  const github = githubActivities(order.timings);
  const input = {
    repository: { owner: order.target.owner, name: order.target.name },
    identity: identityOf(order, attempt),
    since: order.since - order.timings.clockSkew,
    until,
  };
  for (;;) {
    const found = await watch.untilBell(() => github.findActionsRun(input));
    if (found === 'rung') continue;
    for (const extra of found.surplus) await github.cancelActionsRun(extra);
    return found.run;
  }
}

function failed(reason: Extract<Obtained, { type: 'failure' }>['reason']): Extract<Obtained, { type: 'failure' }> {
  return { type: 'failure', reason, outcome: null, run: null };
}

function wasReset(): boolean {
  const { runId, firstExecutionRunId } = workflowInfo();
  return runId !== firstExecutionRunId;
}
