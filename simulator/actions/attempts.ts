import { executeAttempt } from '../act/execution.ts';
import type { JobPlan } from '../behaviours.ts';
import { Refusal } from '../server/answer.ts';
import type { ActionsRun, Attempt, Job } from '../state/actions-run.ts';
import { latestAttempt } from '../state/actions-run.ts';
import type { World } from '../world.ts';
import { announceRun } from './announce.ts';
import { conclusionOf, endAttempt } from './conclusion.ts';
import { nextInGroup } from './concurrency.ts';
import { addJob, awaitApproval, completeJob, queueJob } from './jobs.ts';
import { leaveArtifacts } from './leave-artifacts.ts';

/** Cancels what isn't done of a run, in the queue or on its runner. Refuses where nothing is left to cancel, as GitHub does. */
export function cancelActionsRun(world: World, run: ActionsRun): void {
  const attempt = latestAttempt(run);
  if (attempt.status === 'completed') throw new Refusal(409, 'Cannot cancel a workflow run that is completed.');
  attempt.cancelled = true;
  attempt.pending = [];
  attempt.execution ??= NEVER_EXECUTED;
  attempt.execution.stop();
  for (const job of attempt.jobs) {
    if (job.status !== 'completed') completeJob(world, run, attempt, job, 'cancelled');
  }
  advance(world, run, attempt);
}

/** Stands where an attempt was called off before it began. */
const NEVER_EXECUTED = { isOver: true, ended: Promise.resolve(), stop: () => undefined };

/** Queues or skips every job whose needs are done, and ends the attempt when no job is left: how an attempt begins and goes on. */
export function advance(world: World, run: ActionsRun, attempt: Attempt): void {
  if (run.workflow.scenario.runner === 'act') {
    attempt.execution ??= executeAttempt(world, run, attempt, () => {
      advance(world, run, attempt);
    });
    if (!attempt.execution.isOver) return;
  }
  for (let ready = takeReady(attempt); ready.length > 0; ready = takeReady(attempt)) {
    for (const plan of ready) startJob(world, run, attempt, plan);
  }
  if (attempt.status === 'completed' || attempt.jobs.some((job) => job.status !== 'completed')) return;
  conclude(world, run, attempt).catch((error: unknown) => {
    world.journal.failed('conclude', error);
  });
}

function takeReady(attempt: Attempt): JobPlan[] {
  const done = new Set(attempt.jobs.filter((job) => job.status === 'completed').map((job) => job.plan.name));
  const isReady = (plan: JobPlan) => (plan.needs ?? []).every((need) => done.has(need));
  const ready = attempt.pending.filter(isReady);
  attempt.pending = attempt.pending.filter((plan) => !isReady(plan));
  return ready;
}

/** A job that is skipped never sees a runner, whether its own condition or what it needs is the reason. */
function startJob(world: World, run: ActionsRun, attempt: Attempt, plan: JobPlan): void {
  const job = addJob(world, attempt, plan);
  if (plan.conclusion === 'skipped' || !needsSucceeded(attempt, plan)) {
    completeJob(world, run, attempt, job, 'skipped');
  } else if (plan.environment !== undefined) {
    awaitApproval(world, run, attempt, job);
  } else {
    queueJob(world, run, attempt, job, () => {
      advance(world, run, attempt);
    });
  }
}

function needsSucceeded(attempt: Attempt, plan: JobPlan): boolean {
  return (plan.needs ?? []).every((need) =>
    attempt.jobs.some((job) => job.plan.name === need && job.conclusion === 'success'),
  );
}

async function conclude(world: World, run: ActionsRun, attempt: Attempt): Promise<void> {
  const conclusion = conclusionOf(attempt);
  if (conclusion === 'success' && !attempt.jobs.some(isSkippedByItself)) await leaveArtifacts(world, run);
  if (isCompleted(attempt)) return; // cancelled while its artifacts were made
  endAttempt(attempt, conclusion);
  if (conclusion === 'success') world.registry.succeeded(run);
  announceRun(world, 'completed', run, attempt);
  world.journal.changed();
  const next = nextInGroup(run);
  if (next !== undefined) advance(world, next, latestAttempt(next));
}

/** Its condition was false: what it would have built isn't there, however green the run is. */
function isSkippedByItself({ plan }: Job): boolean {
  return plan.conclusion === 'skipped';
}

function isCompleted(attempt: Attempt): boolean {
  return attempt.status === 'completed';
}
