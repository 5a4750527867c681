import type { ActionsRun, Job } from '../state/actions-run.ts';
import { latestAttempt } from '../state/actions-run.ts';
import type { World } from '../world.ts';
import { advance } from './attempts.ts';
import { completeJob, queueJob } from './jobs.ts';

/** What a person says of a deployment that waits for it. */
export type Review = 'approved' | 'rejected';

/** The environments that a run's jobs wait for, each once. */
export function pendingEnvironments(run: ActionsRun): string[] {
  return [...new Set(waitingJobs(run).flatMap(({ plan }) => plan.environment ?? []))];
}

/** Lets the jobs that wait for these environments go on, or fail. */
export function reviewDeployments(
  world: World,
  run: ActionsRun,
  environments: readonly string[],
  review: Review,
): void {
  const attempt = latestAttempt(run);
  const goOn = () => {
    advance(world, run, attempt);
  };
  const reviewed = waitingJobs(run).filter(({ plan }) => environments.includes(plan.environment ?? ''));
  for (const job of reviewed) {
    if (review === 'approved') queueJob(world, run, attempt, job, goOn);
    else completeJob(world, run, attempt, job, 'failure');
  }
  goOn();
}

function waitingJobs(run: ActionsRun): Job[] {
  return latestAttempt(run).jobs.filter(({ status }) => status === 'waiting');
}
