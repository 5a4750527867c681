import type { JobPlan } from '../behaviours.ts';
import { now } from '../clock.ts';
import { Refusal } from '../server/answer.ts';
import type { ActionsRun, Attempt, Job } from '../state/actions-run.ts';
import { latestAttempt } from '../state/actions-run.ts';
import type { World } from '../world.ts';
import { announceJob, announceRun } from './announce.ts';
import { leaveArtifacts } from './leave-artifacts.ts';

/** Cancels what isn't done of a run, in the queue or on its runner. Refuses where nothing is left to cancel, as GitHub does. */
export function cancelActionsRun(world: World, run: ActionsRun): void {
  const attempt = latestAttempt(run);
  if (attempt.status === 'completed') throw new Refusal(409, 'Cannot cancel a workflow run that is completed.');
  attempt.cancelled = true;
  attempt.pending = [];
  for (const job of attempt.jobs) {
    if (job.status !== 'completed') complete(world, run, attempt, job, 'cancelled');
  }
  advance(world, run, attempt);
}

/** Queues or skips every job whose needs are done, and ends the attempt when no job is left: how an attempt begins and goes on. */
export function advance(world: World, run: ActionsRun, attempt: Attempt): void {
  for (let ready = takeReady(attempt); ready.length > 0; ready = takeReady(attempt)) {
    for (const plan of ready) {
      const job = addJob(world, attempt, plan);
      if (needsSucceeded(attempt, plan)) queue(world, run, attempt, job);
      else complete(world, run, attempt, job, 'skipped');
    }
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

function needsSucceeded(attempt: Attempt, plan: JobPlan): boolean {
  return (plan.needs ?? []).every((need) =>
    attempt.jobs.some((job) => job.plan.name === need && job.conclusion === 'success'),
  );
}

function addJob(world: World, attempt: Attempt, plan: JobPlan): Job {
  const at = now();
  const job: Job = {
    id: world.ids.next(),
    plan,
    createdAt: at,
    status: 'queued',
    conclusion: null,
    startedAt: at,
    completedAt: undefined,
    runnerId: null,
    stop: () => undefined,
  };
  attempt.jobs.push(job);
  return job;
}

function queue(world: World, run: ActionsRun, attempt: Attempt, job: Job): void {
  announceJob(world, 'queued', run, attempt, job);
  let endTimer = (): void => undefined;
  const leave = world.runners.take(() => {
    endTimer = begin(world, run, attempt, job);
  });
  job.stop = () => {
    endTimer();
    leave();
  };
  world.journal.changed();
}

/** The job got its runner. The function returned calls off its end. */
function begin(world: World, run: ActionsRun, attempt: Attempt, job: Job): () => void {
  job.status = 'in_progress';
  job.startedAt = now();
  job.runnerId = (job.id % 1000) + 1;
  attempt.updatedAt = job.startedAt;
  if (attempt.status === 'queued') {
    attempt.status = 'in_progress';
    announceRun(world, 'in_progress', run, attempt);
  }
  announceJob(world, 'in_progress', run, attempt, job);
  world.journal.changed();

  let callOff = (): void => undefined;
  const work = () => {
    if (job.status === 'completed') return;
    callOff = world.timers.after(job.plan.seconds, () => {
      complete(world, run, attempt, job, job.plan.conclusion);
      advance(world, run, attempt);
    });
  };
  if (job.plan.held) world.behaviours.hold(run.repository.fullName, work);
  else work();
  return () => {
    callOff();
  };
}

function complete(world: World, run: ActionsRun, attempt: Attempt, job: Job, conclusion: string): void {
  job.status = 'completed';
  job.conclusion = conclusion;
  job.completedAt = now();
  attempt.updatedAt = job.completedAt;
  announceJob(world, 'completed', run, attempt, job);
  job.stop();
  world.journal.changed();
}

async function conclude(world: World, run: ActionsRun, attempt: Attempt): Promise<void> {
  const conclusion = conclusionOf(attempt);
  if (conclusion === 'success') await leaveArtifacts(world, run);
  if (isCompleted(attempt)) return; // cancelled while its artifacts were made
  attempt.status = 'completed';
  attempt.conclusion = conclusion;
  attempt.completedAt = now();
  attempt.updatedAt = attempt.completedAt;
  announceRun(world, 'completed', run, attempt);
  world.journal.changed();
}

function isCompleted(attempt: Attempt): boolean {
  return attempt.status === 'completed';
}

/** The worst that happened to a job; a job that was skipped harms nobody, unless all were. */
function conclusionOf(attempt: Attempt): string {
  const conclusions = new Set(attempt.jobs.map((job) => job.conclusion));
  if (attempt.cancelled) return 'cancelled';
  const worst = ['failure', 'timed_out', 'cancelled', 'action_required', 'success', 'neutral', 'skipped'];
  return worst.find((conclusion) => conclusions.has(conclusion)) ?? 'failure';
}
