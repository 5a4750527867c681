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
  const reset = order.lookFirst || wasReset();
  const traces = reset && order.marker !== 'shown' ? await tracesOf(order, watch) : null;
  if (traces !== null) return traces;
  const lookFirst = reset && order.marker === 'shown';
  return carryOn(order, watch, beginObtaining(termsOf(order, watch), Date.now(), lookFirst));
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
        state = proceed(terms, state, await take(order, watch, step));
        break;
      default:
        return assertNever(step);
    }
  }
}

type TakenStep = Extract<ObtainingStep, { type: 'post' | 'search' | 'listen' | 'pause' }>;

async function take(order: BuildOrder, watch: ActionsRunWatch, step: TakenStep): Promise<ObtainingEvent> {
  const { attempt } = watch;
  switch (step.type) {
    case 'post':
      watch.enter({ code: 'dispatching', attempt });
      return { type: 'answered', ...(await dispatch(order, watch)), at: Date.now() };
    case 'search': {
      watch.enter({ code: 'looking-for-run', attempt, because: step.because });
      const found = await findRun(order, watch, step.until, step.sureFrom);
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
): Promise<Pick<Extract<ObtainingEvent, { type: 'answered' }>, 'answer'>> {
  const { target, timings } = order;
  const marker = order.marker === 'none' ? null : formatMarker(markerOf(order, watch.attempt));
  try {
    const { answer, place, budget } = await CancellationScope.nonCancellable(() =>
      dispatching(timings, target.owner).startActionsRun({ target, dispatch: order.dispatch, marker }),
    );
    watch.budget = budget ?? watch.budget;
    if (answer.type === 'accepted' || answer.type === 'unclear') watch.suspect();
    if (answer.type !== 'started') return { answer };
    return { answer: { type: 'started', run: { ...place, id: answer.runId, attempt: 1, url: answer.url } } };
  } catch (error) {
    if (!(error instanceof ActivityFailure)) throw error;
    watch.suspect();
    return { answer: { type: 'unclear', message: rootCause(error) ?? error.message } };
  }
}

/** After a reset a run of this attempt may be there already, and nothing would tell it from others: a person has to look. */
async function tracesOf(order: BuildOrder, watch: ActionsRunWatch): Promise<Obtained | null> {
  const { turn } = watch;
  watch.turn = { since: order.since - order.timings.clockSkew, taken: [] };
  const { dispatchDeadline, settle } = order.timings;
  const found = await findRun(order, watch, Date.now() + dispatchDeadline + settle, Date.now());
  watch.turn = turn;
  if (found.type === 'none') return null;
  const runs = found.type === 'found' ? [found.run] : found.runs;
  return { type: 'failure', reason: { code: 'several-candidates', runs }, outcome: null, run: null };
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

function wasReset(): boolean {
  const { runId, firstExecutionRunId } = workflowInfo();
  return runId !== firstExecutionRunId;
}
