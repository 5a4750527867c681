import type { JobPlan } from '../behaviours.ts';
import { now } from '../clock.ts';
import type { Runner } from '../runners.ts';
import type { ActionsRun, Attempt, Job } from '../state/actions-run.ts';
import type { World } from '../world.ts';
import { announceJob, announceRun } from './announce.ts';
import { openStatus } from './attempt-status.ts';

/** A job of an attempt comes to be; nothing has happened to it yet. */
export function addJob(world: World, attempt: Attempt, plan: JobPlan): Job {
  const at = now();
  const job: Job = {
    id: world.ids.next(),
    plan,
    createdAt: at,
    status: 'queued',
    conclusion: null,
    startedAt: at,
    completedAt: undefined,
    runner: undefined,
    log: [],
    stop: () => undefined,
  };
  attempt.jobs.push(job);
  return job;
}

/** Lets a job wait until a person approves the deployment to its environment. */
export function awaitApproval(world: World, run: ActionsRun, attempt: Attempt, job: Job): void {
  job.status = 'waiting';
  attempt.status = openStatus(attempt);
  announceJob(world, 'waiting', run, attempt, job);
  world.journal.changed();
}

/** Queues a job for a runner; calls `ended` once it has run. */
export function queueJob(world: World, run: ActionsRun, attempt: Attempt, job: Job, ended: () => void): void {
  job.status = 'queued';
  attempt.status = openStatus(attempt);
  announceJob(world, 'queued', run, attempt, job);
  let callOff = (): void => undefined;
  const leave = takeRunner(world, job, (runner) => {
    job.runner = runner;
    beginJob(world, run, attempt, job);
    callOff = work(world, run, job, () => {
      completeJob(world, run, attempt, job, job.plan.conclusion);
      ended();
    });
  });
  job.stop = () => {
    callOff();
    leave();
  };
  world.journal.changed();
}

/** Ends a job, wherever it is, and gives its runner back. */
export function completeJob(world: World, run: ActionsRun, attempt: Attempt, job: Job, conclusion: string): void {
  job.status = 'completed';
  job.conclusion = conclusion;
  job.completedAt = now();
  attempt.status = openStatus(attempt);
  attempt.updatedAt = job.completedAt;
  announceJob(world, 'completed', run, attempt, job);
  job.stop();
  world.journal.changed();
}

/** A job without labels runs on GitHub's machines. */
function takeRunner(world: World, { id, plan }: Job, begin: (runner: Runner) => void): () => void {
  if (plan.labels !== undefined) return world.selfHosted.take(plan.labels, begin);
  const number = (id % 1000) + 1;
  return world.runners.take(() => {
    begin({ id: number, name: `GitHub Actions ${number}`, group: { id: 0, name: 'GitHub Actions' } });
  });
}

/** A job that has a runner begins, and its run with it if it is the first. */
export function beginJob(world: World, run: ActionsRun, attempt: Attempt, job: Job): void {
  job.status = 'in_progress';
  job.startedAt = now();
  const before = attempt.status;
  attempt.status = openStatus(attempt);
  attempt.updatedAt = job.startedAt;
  if (before !== 'in_progress') announceRun(world, 'in_progress', run, attempt);
  announceJob(world, 'in_progress', run, attempt, job);
  world.journal.changed();
}

/** Does a job's work, once nobody holds it; the function returned calls it off. */
function work(world: World, run: ActionsRun, job: Job, done: () => void): () => void {
  let callOff = (): void => undefined;
  const start = () => {
    if (job.status !== 'completed') callOff = world.timers.after(job.plan.seconds, done);
  };
  if (job.plan.held) world.behaviours.hold(run.repository.fullName, start);
  else start();
  return () => {
    callOff();
  };
}
