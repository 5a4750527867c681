import type { Answer } from '../server/answer.ts';
import { notFound } from '../server/answer.ts';
import { jobShape } from '../shapes/job.ts';
import type { ActionsRun, Attempt } from '../state/actions-run.ts';
import { latestAttempt } from '../state/actions-run.ts';
import type { Repository } from '../state/repository.ts';
import { attemptNamed, runNamed } from './actions-runs.ts';
import { paged } from './paged.ts';
import type { Asked, Route } from './route.ts';
import { inRepository } from './route.ts';

/** Reading the jobs of actions runs. */
export const jobRoutes: readonly Route[] = [
  {
    operation: 'actions/list-jobs-for-workflow-run',
    method: 'GET',
    path: '/repos/{owner}/{repo}/actions/runs/{run_id}/jobs',
    handle: inRepository((asked, repository) => {
      const run = runNamed(asked, repository);
      return listJobs(asked, run, asked.query.get('filter') === 'all' ? run.attempts : [latestAttempt(run)]);
    }),
  },
  {
    operation: 'actions/list-jobs-for-workflow-run-attempt',
    method: 'GET',
    path: '/repos/{owner}/{repo}/actions/runs/{run_id}/attempts/{attempt_number}/jobs',
    handle: inRepository((asked, repository) => {
      const run = runNamed(asked, repository);
      return listJobs(asked, run, [attemptNamed(asked, run)]);
    }),
  },
  {
    operation: 'actions/get-job-for-workflow-run',
    method: 'GET',
    path: '/repos/{owner}/{repo}/actions/jobs/{job_id}',
    handle: inRepository(getJob),
  },
];

function listJobs(asked: Asked, run: ActionsRun, attempts: readonly Attempt[]): Answer {
  const jobs = attempts.flatMap((attempt) => attempt.jobs.map((job) => ({ attempt, job })));
  return paged(asked, jobs, ({ attempt, job }) => jobShape(asked.world, run, attempt, job), 'jobs');
}

function getJob(asked: Asked, repository: Repository): Answer {
  const id = Number(asked.parameters['job_id']);
  for (const run of repository.runs) {
    for (const attempt of run.attempts) {
      const job = attempt.jobs.find((known) => known.id === id);
      if (job !== undefined) return { status: 200, body: jobShape(asked.world, run, attempt, job) };
    }
  }
  throw notFound();
}
