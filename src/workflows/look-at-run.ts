import { ActivityFailure, isCancellation, sleep, TimeoutFailure } from '@temporalio/workflow';
import type { ReadInput, RunLook } from '../activities/read-actions-run.ts';
import type { ActionsRunRef } from '../domain/actions-run.ts';
import { type BuildOrder, identityOf } from '../domain/build-order.ts';
import type { ActionsRunWatch } from './actions-run-watch.ts';
import { githubActivities, polling, readingAtOnce } from './activities.ts';

/** What is known of the run that is waited for. */
export interface Expectation {
  readonly run: ActionsRunRef;
  /** As it was known last. */
  readonly status: string;
  readonly deadline: number;
  /** Until then a run that GitHub doesn't know is only not shown yet; 0 once it was seen. */
  readonly shownBy: number;
}

/** One look, and what caused it. */
export interface Look {
  readonly look: RunLook;
  readonly because: 'bell' | 'poll' | 'deadline';
}

/** Waits until there is something to see: a webhook rang, the poll saw a change, or the deadline is over. */
export async function nextLook(order: BuildOrder, watch: ActionsRunWatch, expectation: Expectation): Promise<Look> {
  const found = await lookOnce(order, watch, expectation);
  if (found.look.type !== 'gone' || expectation.shownBy > 0) return found;
  // It was there before: a replica that lags looks like a deletion, for a moment.
  await sleep(order.timings.settle, { summary: 'was the actions run deleted?' });
  return { look: await read(order, watch, expectation), because: found.because };
}

async function lookOnce(order: BuildOrder, watch: ActionsRunWatch, expectation: Expectation): Promise<Look> {
  const { run, status, deadline } = expectation;
  const { polling: pace, timings } = order;
  const since = Date.now();
  for (;;) {
    const interval = watch.hearsWebhooks ? pace.withWebhooks : pace.withoutWebhooks;
    if (Date.now() >= deadline) {
      return { look: await read(order, watch, expectation), because: 'deadline' };
    }
    const wait = Math.min(since + interval, deadline) - Date.now();
    if (wait > 0) {
      if (await watch.bell(wait)) {
        return { look: await readAfterBell(order, watch, expectation), because: 'bell' };
      }
      continue;
    }
    const { watchActionsRun } = polling(timings, run.owner, interval, Math.max(1, deadline - Date.now()));
    const input = { ...inputOf(order, watch, expectation), knownStatus: status, interval };
    try {
      const look = await watch.untilBell(() => watchActionsRun(input));
      if (look === 'rung') {
        return { look: await readAfterBell(order, watch, expectation), because: 'bell' };
      }
      if (look !== 'webhooks-arrive') return { look, because: 'poll' };
    } catch (error) {
      if (!isTimeout(error)) throw error;
      return { look: await read(order, watch, expectation), because: 'deadline' };
    }
  }
}

function inputOf(order: BuildOrder, watch: ActionsRunWatch, { run, shownBy }: Expectation): ReadInput {
  const { requiredJobs, artifacts, proof } = order.expected;
  return {
    ref: run,
    evidence: { jobs: requiredJobs.length > 0, artifacts: artifacts.length > 0 || proof !== null },
    identity: watch.ownRun === null ? identityOf(order, watch.attempt) : null,
    shownBy,
  };
}

function read(order: BuildOrder, watch: ActionsRunWatch, expectation: Expectation): Promise<RunLook> {
  const { readActionsRun } = githubActivities(order.timings, expectation.run.owner);
  return readActionsRun(inputOf(order, watch, expectation), watch.endedAttempt);
}

/** At once where GitHub answers, and with the patience of every other call where it doesn't. */
async function readAfterBell(order: BuildOrder, watch: ActionsRunWatch, expectation: Expectation): Promise<RunLook> {
  try {
    const input = inputOf(order, watch, expectation);
    return await readingAtOnce().readActionsRun(input, watch.endedAttempt);
  } catch (error) {
    if (isCancellation(error) || !(error instanceof ActivityFailure)) throw error;
    return await read(order, watch, expectation);
  }
}

function isTimeout(error: unknown): boolean {
  return error instanceof ActivityFailure && error.cause instanceof TimeoutFailure;
}
