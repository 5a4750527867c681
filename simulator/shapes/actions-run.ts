import { timestamp } from '../clock.ts';
import type { ActionsRun, Attempt } from '../state/actions-run.ts';
import { nodeId } from '../state/ids.ts';
import type { World } from '../world.ts';
import { simpleCommitShape } from './commit.ts';
import { repositoryShape } from './repository.ts';
import { userShape } from './user.ts';

/** An actions run as GitHub shows it, seen at one of its attempts (workflow-run). */
export function actionsRunShape(world: World, run: ActionsRun, attempt: Attempt): object {
  const { repository, workflow } = run;
  const api = `${world.url}/repos/${repository.fullName}`;
  const url = `${api}/actions/runs/${run.id}`;
  const commit = run.headRepository.commits.get(run.headSha);
  return {
    id: run.id,
    name: workflow.scenario.name,
    node_id: nodeId('WorkflowRun', run.id),
    check_suite_id: run.checkSuiteId,
    check_suite_node_id: nodeId('CheckSuite', run.checkSuiteId),
    head_branch: run.headBranch,
    head_sha: run.headSha,
    path: workflow.scenario.path,
    display_title: run.displayTitle,
    run_number: run.number,
    event: run.event,
    status: attempt.status,
    conclusion: attempt.conclusion,
    workflow_id: workflow.id,
    url,
    html_url: `${world.url}/${repository.fullName}/actions/runs/${run.id}`,
    pull_requests: [],
    created_at: timestamp(run.createdAt),
    updated_at: timestamp(attempt.updatedAt),
    actor: userShape(world, run.actor),
    run_attempt: attempt.number,
    referenced_workflows: [],
    run_started_at: timestamp(attempt.startedAt),
    triggering_actor: userShape(world, attempt.triggeringActor),
    jobs_url: `${url}/jobs`,
    logs_url: `${url}/logs`,
    check_suite_url: `${api}/check-suites/${run.checkSuiteId}`,
    artifacts_url: `${url}/artifacts`,
    cancel_url: `${url}/cancel`,
    rerun_url: `${url}/rerun`,
    previous_attempt_url: attempt.number > 1 ? `${url}/attempts/${attempt.number - 1}` : null,
    workflow_url: `${api}/actions/workflows/${workflow.id}`,
    head_commit: commit === undefined ? null : simpleCommitShape(commit),
    repository: repositoryShape(world, repository, 'minimal'),
    head_repository: repositoryShape(world, run.headRepository, 'minimal'),
  };
}
