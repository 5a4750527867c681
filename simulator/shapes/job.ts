import { timestamp } from '../clock.ts';
import type { ActionsRun, Attempt, Job } from '../state/actions-run.ts';
import { nodeId } from '../state/ids.ts';
import type { World } from '../world.ts';

/** A job as GitHub shows it; its one step mirrors it. */
export function jobShape(world: World, run: ActionsRun, attempt: Attempt, job: Job): object {
  const api = `${world.url}/repos/${run.repository.fullName}`;
  const completedAt = job.completedAt === undefined ? null : timestamp(job.completedAt);
  return {
    id: job.id,
    run_id: run.id,
    run_url: `${api}/actions/runs/${run.id}`,
    run_attempt: attempt.number,
    node_id: nodeId('CheckRun', job.id),
    head_sha: run.headSha,
    head_branch: run.headBranch,
    url: `${api}/actions/jobs/${job.id}`,
    html_url: `${world.url}/${run.repository.fullName}/actions/runs/${run.id}/job/${job.id}`,
    status: job.status,
    conclusion: job.conclusion,
    created_at: timestamp(job.createdAt),
    started_at: timestamp(job.startedAt),
    completed_at: completedAt,
    name: job.plan.name,
    workflow_name: run.workflow.scenario.name,
    steps: job.runner === undefined ? [] : [stepShape(job, completedAt)],
    check_run_url: `${api}/check-runs/${job.id}`,
    labels: job.plan.labels ?? ['ubuntu-latest'],
    runner_id: job.runner?.id ?? null,
    runner_name: job.runner?.name ?? null,
    runner_group_id: job.runner?.group.id ?? null,
    runner_group_name: job.runner?.group.name ?? null,
  };
}

/** Steps know fewer conclusions than jobs do: whatever went wrong is a failure. */
const stepConclusions = new Set<string | null>(['success', 'skipped', 'cancelled', null]);

function stepShape(job: Job, completedAt: string | null): object {
  return {
    name: job.log.length === 0 ? `Run sleep ${job.plan.seconds}` : 'Run act',
    status: job.status,
    conclusion: stepConclusions.has(job.conclusion) ? job.conclusion : 'failure',
    number: 1,
    started_at: timestamp(job.startedAt),
    completed_at: completedAt,
  };
}
