import type { Attempt, Job } from '../state/actions-run.ts';

/** The status of an attempt whose jobs aren't all done: that of the job that is furthest, and `waiting` only while nothing but people can move it. */
export function openStatus({ jobs, startedAt }: Attempt): Attempt['status'] {
  const has = (status: Job['status']) => jobs.some((job) => job.status === status);
  if (has('in_progress')) return 'in_progress';
  if (has('waiting') && !has('queued')) return 'waiting';
  // A job that an earlier attempt ran, and that is kept, doesn't begin this one.
  return jobs.some((job) => job.runner !== undefined && job.startedAt >= startedAt) ? 'in_progress' : 'queued';
}
