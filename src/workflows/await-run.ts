import type { ActionsRunRef } from '../domain/actions-run.ts';
import type { BuildOrder } from '../domain/build-order.ts';
import { judge, type Phase, type Verdict } from '../domain/judge.ts';
import type { ActionsRunWatch } from './actions-run-watch.ts';
import { githubActivities } from './activities.ts';
import type { AttemptOutcome } from './attempt.ts';
import { findRun } from './find-run.ts';
import { nextLook } from './look-at-run.ts';
import { nothingStarted } from './obtain-run.ts';

/** A run that was only proposed proved to be another's: the search goes on. */
export interface NotOurs {
  readonly type: 'not-ours';
  readonly why: string;
}

/**
 * Waits for the actions run that is followed and judges it. Webhooks wake it up; where they are lost, a slow poll does.
 * What counts is what GitHub says when it is asked.
 */
export async function awaitRun(
  order: BuildOrder,
  watch: ActionsRunWatch,
  first: ActionsRunRef,
): Promise<AttemptOutcome | NotOurs> {
  let run = first;
  let status = 'queued';
  let phase: Phase = 'runner';
  let deadline = Date.now() + order.timeouts.queue;
  let shownBy = Date.now() + order.timings.settle;
  let compared = order.marker !== 'shown';
  for (;;) {
    const { look, because } = await nextLook(order, watch, { run, status, deadline, shownBy });
    if (look.type === 'not-ours') return look;
    if (look.type === 'gone' && watch.ownRun === null) return { type: 'not-ours', why: 'GitHub knows no such run' };
    if (look.type === 'gone')
      return { type: 'failure', reason: { code: 'run-deleted', run }, outcome: 'run_deleted', run };
    const { report } = look;
    run = report.run;
    watch.budget = look.budget ?? watch.budget;
    watch.confirm(run);
    if (because === 'poll') watch.polled(report.status);
    status = report.status;
    shownBy = 0;

    // Webhooks tell where GitHub made more runs than one; where they don't arrive, one look at the list does.
    const compare = watch.takeStrangers() || (because !== 'bell' && !compared);
    compared ||= compare;
    const earlier = compare ? await earliest(order, watch) : null;
    if (earlier !== null && earlier.id !== run.id) {
      watch.dismiss();
      watch.follow(earlier);
      run = earlier;
      continue;
    }
    const verdict = judge(report, order.expected);
    if (verdict.type !== 'unfinished') return await ended(order, verdict, run, report.status);
    watch.enter(verdict.reason);
    if (verdict.phase !== phase) {
      const since = phase === 'runner' && verdict.phase === 'jobs' ? (watch.startedAt ?? Date.now()) : Date.now();
      phase = verdict.phase;
      deadline = since + limitOf(order, phase);
    }
    if (Date.now() >= deadline) return giveUp(order, run, phase);
  }
}

/** Which run is the build's, where webhooks told of another one with our marker; the others are cancelled. */
async function earliest(order: BuildOrder, watch: ActionsRunWatch): Promise<ActionsRunRef | null> {
  const found = await findRun(order, watch, Date.now());
  return found.type === 'found' ? found.run : null;
}

async function ended(
  order: BuildOrder,
  verdict: Exclude<Verdict, { type: 'unfinished' }>,
  run: ActionsRunRef,
  status: string,
): Promise<AttemptOutcome> {
  if (verdict.type === 'success') return { ...verdict, run };
  if (status !== 'completed') await githubActivities(order.timings, run.owner).cancelActionsRun(run);
  return { ...verdict, run };
}

function limitOf({ timeouts }: BuildOrder, phase: Phase): number {
  return { runner: timeouts.queue, jobs: timeouts.build, person: timeouts.approval }[phase];
}

async function giveUp(order: BuildOrder, run: ActionsRunRef, phase: Phase): Promise<AttemptOutcome> {
  const failure = phase === 'runner' ? await nothingStarted(order, run) : null;
  await githubActivities(order.timings, run.owner).cancelActionsRun(run);
  if (failure !== null) return failure;
  const after = limitOf(order, phase);
  return phase === 'jobs'
    ? { type: 'failure', reason: { code: 'build-timeout', run, after }, outcome: 'build_timeout', run }
    : { type: 'failure', reason: { code: 'approval-timeout', run, after }, outcome: null, run };
}
