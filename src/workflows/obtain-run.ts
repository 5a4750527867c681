import {
  ActivityFailure,
  CancellationScope,
  isCancellation,
  rootCause,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import type { ActionsRunRef } from '../domain/actions-run.ts';
import { type BuildOrder, markerOf } from '../domain/build-order.ts';
import { assertNever } from '../domain/exhaustive.ts';
import { formatMarker } from '../domain/marker.ts';
import type { NoStartCause } from '../domain/no-start.ts';
import {
  beginObtaining,
  lookAgain,
  type Obtaining,
  type ObtainingEvent,
  type ObtainingStep,
  type ObtainingTerms,
  proceed,
} from '../domain/obtaining.ts';
import type { Reason } from '../domain/reason.ts';
import type { FoundRuns } from '../domain/run-search.ts';
import type { ActionsRunWatch } from './actions-run-watch.ts';
import { dispatching, githubActivities } from './activities.ts';
import type { AttemptOutcome } from './attempt.ts';
import { findRun } from './find-run.ts';

/** The run of an attempt: known to be ours, or only proposed by a webhook; or why there is none. */
export type Obtained =
  | { readonly type: 'run'; readonly run: ActionsRunRef; readonly isOurs: boolean }
  | Extract<AttemptOutcome, { type: 'failure' }>;

/** Gets the one actions run of an attempt, as `domain/obtaining.ts` says step by step. */
export async function obtainRun(order: BuildOrder, watch: ActionsRunWatch): Promise<Obtained> {
  if (order.lookFirst) watch.suspect();
  return carryOn(order, watch, beginObtaining(termsOf(order, watch), Date.now(), order.lookFirst));
}

/** Goes on with the search after a run that was only proposed proved to be another's. */
export async function obtainAnother(order: BuildOrder, watch: ActionsRunWatch, givingUp: number): Promise<Obtained> {
  return carryOn(order, watch, lookAgain(termsOf(order, watch), Date.now(), givingUp));
}

async function carryOn(order: BuildOrder, watch: ActionsRunWatch, begun: Obtaining): Promise<Obtained> {
  const terms = termsOf(order, watch);
  for (let state = begun; ;) {
    const { step } = state;
    switch (step.type) {
      case 'run':
        return step;
      case 'failure':
        return { ...step, run: null };
      case 'nothing-started':
        return nothingStarted(order, null);
      case 'post':
      case 'search':
      case 'listen':
      case 'pause':
        state = proceed(terms, state, await take(order, watch, state, step));
        break;
      default:
        return assertNever(step);
    }
  }
}

type TakenStep = Extract<ObtainingStep, { type: 'post' | 'search' | 'listen' | 'pause' }>;

async function take(
  order: BuildOrder,
  watch: ActionsRunWatch,
  { looked }: Obtaining,
  step: TakenStep,
): Promise<ObtainingEvent> {
  const { attempt } = watch;
  switch (step.type) {
    case 'post':
      watch.enter({ code: 'dispatching', attempt });
      return { type: 'answered', ...(await dispatch(order, watch, step.deadline, looked)), at: Date.now() };
    case 'search': {
      watch.enter({ code: 'looking-for-run', attempt, because: step.because });
      const found =
        step.traces === true && order.marker !== 'shown'
          ? await findTraces(order, watch, step.until)
          : await findRun(order, watch, step.until, step.sureFrom);
      return { type: 'searched', found, at: Date.now() };
    }
    case 'listen':
      watch.enter({ code: 'looking-for-run', attempt, because: 'GitHub accepted the dispatch' });
      await watch.bell(step.until - Date.now());
      return { type: 'listened', proposal: watch.proposal(), at: Date.now() };
    case 'pause':
      watch.enter(step.reason);
      await sleep(step.until - Date.now(), { summary: 'before GitHub is asked again' });
      return { type: 'paused', at: Date.now() };
  }
}

function termsOf({ marker, timings, timeouts }: BuildOrder, { attempt }: ActionsRunWatch): ObtainingTerms {
  return { attempt, marker, queueTimeout: timeouts.queue, timings };
}

/** Not cancellable: what was posted must be known, so that it can be cancelled too. */
async function dispatch(
  order: BuildOrder,
  watch: ActionsRunWatch,
  deadline: number,
  looked: boolean,
): Promise<Pick<Extract<ObtainingEvent, { type: 'answered' }>, 'answer'>> {
  const { target, timings } = order;
  const firstExecution = looked ? null : workflowInfo().firstExecutionRunId;
  const marker = order.marker === 'none' ? null : formatMarker(markerOf(order, watch.attempt));
  try {
    const { answer, place, budget } = await CancellationScope.nonCancellable(() =>
      dispatching(timings, target.owner).startActionsRun({
        target,
        dispatch: order.dispatch,
        marker,
        deadline,
        firstExecution,
      }),
    );
    watch.budget = budget ?? watch.budget;
    if (answer.type === 'accepted' || answer.type === 'unclear' || answer.type === 'was-reset') watch.suspect();
    if (answer.type !== 'started') return { answer };
    return { answer: { type: 'started', run: { ...place, id: answer.runId, attempt: 1, url: answer.url } } };
  } catch (error) {
    if (!(error instanceof ActivityFailure)) throw error;
    watch.suspect();
    return { answer: { type: 'unclear', message: rootCause(error) ?? error.message } };
  }
}

/** Without a marker nothing would tell the run of this attempt from others since the train's start: a person has to look. */
async function findTraces(order: BuildOrder, watch: ActionsRunWatch, until: number): Promise<FoundRuns> {
  const { turn } = watch;
  watch.turn = { since: order.since - order.timings.clockSkew, taken: [] };
  const found = await findRun(order, watch, until, Date.now());
  watch.turn = turn;
  return found.type === 'found' ? { type: 'several', runs: [found.run] } : found;
}

/** What an attempt ends with when nothing started in time, with the cause as far as GitHub shows one. */
export async function nothingStarted(
  order: BuildOrder,
  run: ActionsRunRef | null,
): Promise<Extract<AttemptOutcome, { type: 'failure' }>> {
  const { target, timeouts } = order;
  const cause = await causeOf(order, run);
  const reason: Reason = { code: 'queue-timeout', run, after: timeouts.queue, workflow: target.workflow, cause };
  return { type: 'failure', reason, outcome: 'queue_timeout', run };
}

async function causeOf({ timings, target, dispatch }: BuildOrder, run: ActionsRunRef | null): Promise<NoStartCause> {
  try {
    return await githubActivities(timings, target.owner).explainNoStart({ target, dispatch, run });
  } catch (error) {
    if (error instanceof ActivityFailure && !isCancellation(error)) return { type: 'nothing-visible' };
    throw error;
  }
}
