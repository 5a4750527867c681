import { Refusal } from '../server/answer.ts';
import type { ActionsRun, Attempt, Job } from '../state/actions-run.ts';
import { latestAttempt } from '../state/actions-run.ts';
import type { World } from '../world.ts';
import { beginAttempt } from './begin-attempt.ts';
import { planAttempt } from './start-actions-run.ts';

/** Which jobs a re-run runs again. */
export type RerunScope = 'all' | 'failed';

/** Starts the next attempt of a completed run, under the same run id; no `requested` event is sent for it. Refuses as GitHub does. */
export function rerun(world: World, run: ActionsRun, scope: RerunScope, login: string): void {
  const previous = latestAttempt(run);
  if (previous.status !== 'completed') throw new Refusal(403, 'This workflow is already running');
  if (scope === 'failed' && previous.conclusion === 'success') {
    throw new Refusal(403, 'This workflow run has no failed jobs');
  }
  const attempt = planAttempt(world, run.repository, run.workflow, login, previous.number + 1);
  // Act knows of no earlier attempts: it executes all jobs again.
  if (scope === 'failed' && run.workflow.scenario.runner === undefined) keepSucceeded(world, attempt, previous);
  run.attempts.push(attempt);
  beginAttempt(world, run, attempt);
  world.journal.changed();
}

/** Jobs that succeeded show in the new attempt as they were, under new ids. */
function keepSucceeded(world: World, attempt: Attempt, previous: Attempt): void {
  const kept = previous.jobs.filter((job) => job.conclusion === 'success');
  const names = new Set(kept.map((job) => job.plan.name));
  attempt.jobs.push(...kept.map((job): Job => ({ ...job, id: world.ids.next(), stop: () => undefined })));
  attempt.pending = attempt.pending.filter((plan) => !names.has(plan.name));
}
