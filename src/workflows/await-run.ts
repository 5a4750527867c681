import { ActivityFailure, isCancellation, TimeoutFailure } from '@temporalio/workflow';
import type { Evidence } from '../activities/read-actions-run.ts';
import type { ActionsRunRef, RunReport } from '../domain/actions-run.ts';
import type { BuildOrder } from '../domain/build-order.ts';
import { judge } from '../domain/judge.ts';
import type { ActionsRunWatch } from './actions-run-watch.ts';
import { githubActivities, polling, readingAtOnce } from './activities.ts';
import type { AttemptOutcome } from './attempt.ts';

/**
 * Waits for an actions run and judges it. Webhooks wake it up; where they are lost, a slow poll does.
 * What counts is what GitHub says when it is asked.
 */
export async function awaitRun(order: BuildOrder, run: ActionsRunRef, watch: ActionsRunWatch): Promise<AttemptOutcome> {
  watch.follow(run);
  let status = 'queued';
  let started = false;
  let deadline = Date.now() + order.timeouts.queue;
  for (;;) {
    const report = await nextReport(order, run, watch, status, deadline);
    const verdict = judge(report, order.expected);
    if (verdict.type === 'success') {
      return { type: 'success', reason: verdict.reason, run: report.run, artifacts: verdict.artifacts };
    }
    if (verdict.type === 'failure') {
      if (report.status !== 'completed') await githubActivities(order.timings).cancelActionsRun(run);
      return { type: 'failure', reason: verdict.reason, outcome: verdict.outcome, run: report.run };
    }
    status = report.status;
    watch.enter(verdict.reason);
    if (verdict.started && !started) {
      started = true;
      deadline = (watch.startedAt ?? Date.now()) + order.timeouts.build;
    }
    if (Date.now() >= deadline) return giveUp(order, run, started);
  }
}

async function nextReport(
  order: BuildOrder,
  run: ActionsRunRef,
  watch: ActionsRunWatch,
  status: string,
  deadline: number,
): Promise<RunReport> {
  const left = Math.max(1, deadline - Date.now());
  if (await watch.bell(Math.min(order.pollInterval, left))) return readAfterBell(order, run, watch);
  const evidence = evidenceOf(order);
  const { readActionsRun } = githubActivities(order.timings);
  if (Date.now() >= deadline) return readActionsRun(run, evidence, null);
  const { watchActionsRun } = polling(order.timings, order.pollInterval, Math.max(1, deadline - Date.now()));
  try {
    const report = await watch.untilBell(() => watchActionsRun(run, evidence, status));
    return report === 'rung' ? await readAfterBell(order, run, watch) : report;
  } catch (error) {
    if (isTimeout(error)) return readActionsRun(run, evidence, null);
    throw error;
  }
}

/** At once where GitHub answers, and with the patience of every other call where it doesn't. */
async function readAfterBell(order: BuildOrder, run: ActionsRunRef, watch: ActionsRunWatch): Promise<RunReport> {
  const evidence = evidenceOf(order);
  try {
    return await readingAtOnce().readActionsRun(run, evidence, watch.endedAttempt);
  } catch (error) {
    if (isCancellation(error) || !(error instanceof ActivityFailure)) throw error;
    return githubActivities(order.timings).readActionsRun(run, evidence, watch.endedAttempt);
  }
}

function evidenceOf({ expected: { requiredJobs, artifacts } }: BuildOrder): Evidence {
  return { jobs: requiredJobs.length > 0, artifacts: artifacts.length > 0 };
}

function isTimeout(error: unknown): boolean {
  return error instanceof ActivityFailure && error.cause instanceof TimeoutFailure;
}

async function giveUp(order: BuildOrder, run: ActionsRunRef, started: boolean): Promise<AttemptOutcome> {
  await githubActivities(order.timings).cancelActionsRun(run);
  return started
    ? {
        type: 'failure',
        reason: { code: 'build-timeout', run, after: order.timeouts.build },
        outcome: 'build_timeout',
        run,
      }
    : {
        type: 'failure',
        reason: { code: 'queue-timeout', after: order.timeouts.queue },
        outcome: 'queue_timeout',
        run,
      };
}
