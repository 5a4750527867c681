import { actionsRunShape } from '../shapes/actions-run.ts';
import { actionsWorkflowShape } from '../shapes/actions-workflow.ts';
import { jobShape } from '../shapes/job.ts';
import { repositoryShape } from '../shapes/repository.ts';
import { userShape } from '../shapes/user.ts';
import type { ActionsRun, Attempt, Job } from '../state/actions-run.ts';
import type { World } from '../world.ts';

/** Tells the webhooks what became of an actions run. */
export function announceRun(
  world: World,
  action: 'requested' | 'in_progress' | 'completed',
  run: ActionsRun,
  attempt: Attempt,
): void {
  const { repository } = run;
  world.webhooks.send({
    event: 'workflow_run',
    action,
    repository: repository.fullName,
    payload: () => ({
      action,
      workflow_run: actionsRunShape(world, run, attempt),
      workflow: actionsWorkflowShape(world, repository, run.workflow),
      repository: repositoryShape(world, repository, 'webhook'),
      sender: userShape(world, attempt.triggeringActor),
    }),
  });
}

/** Tells the webhooks what became of a job. */
export function announceJob(
  world: World,
  action: 'queued' | 'waiting' | 'in_progress' | 'completed',
  run: ActionsRun,
  attempt: Attempt,
  job: Job,
): void {
  const { repository } = run;
  world.webhooks.send({
    event: 'workflow_job',
    action,
    repository: repository.fullName,
    payload: () => ({
      action,
      workflow_job: jobShape(world, run, attempt, job),
      repository: repositoryShape(world, repository, 'webhook'),
      sender: userShape(world, attempt.triggeringActor),
    }),
  });
}
