import type { RestEndpointMethodTypes } from '@octokit/rest';
import type { ActionsRun, JobReport } from '../domain/actions-run.ts';
import { GitHubError } from '../domain/github-error.ts';
import type { OctokitFor } from './access.ts';
import { at } from './at.ts';
import { actionsWorkflowFile } from './actions-workflow-file.ts';
import { ask, askForOne } from './errors.ts';
import { allOf, pages } from './pages.ts';
import type { GitHub, RepositoryName } from './port.ts';

type RunRecord = RestEndpointMethodTypes['actions']['getWorkflowRun']['response']['data'];
type JobRecord = RestEndpointMethodTypes['actions']['getJobForWorkflowRun']['response']['data'];

type ActionsRunCalls = Pick<
  GitHub,
  'runsSince' | 'run' | 'jobs' | 'pendingEnvironments' | 'rerunFailedJobs' | 'cancelRun'
>;

/** The part of the port about actions runs. */
export function makeActionsRuns(octokitFor: OctokitFor): ActionsRunCalls {
  return {
    runsSince(repository, since) {
      return ask({ what: 'list the actions runs', repository, permission: 'Actions: read' }, () =>
        listSince(octokitFor, repository, since),
      );
    },

    async run(repository, id, etag) {
      const call = { what: `read actions run ${id}`, repository, permission: 'Actions: read' };
      try {
        return await askForOne(call, async () => {
          const { data, headers } = await octokitFor(repository).rest.actions.getWorkflowRun({
            ...at(repository),
            run_id: id,
            ...(etag === undefined ? {} : { headers: { 'if-none-match': etag } }),
          });
          return { run: toActionsRun(data), etag: headers.etag ?? null };
        });
      } catch (error) {
        // Octokit throws what is an answer here, and costs no rate limit.
        if (error instanceof GitHubError && error.status === 304) return 'unchanged';
        throw error;
      }
    },

    jobs(repository, runId, attempt) {
      const call = { what: `list the jobs of actions run ${runId}`, repository, permission: 'Actions: read' };
      return ask(call, () =>
        allOf(
          (paging) =>
            octokitFor(repository).rest.actions.listJobsForWorkflowRunAttempt({
              ...at(repository),
              run_id: runId,
              attempt_number: attempt,
              ...paging,
            }),
          ({ jobs }) => jobs.map(toJobReport),
        ),
      );
    },

    pendingEnvironments(repository, runId) {
      const call = { what: `read what actions run ${runId} waits for`, repository, permission: 'Actions: read' };
      return ask(call, async () => {
        const { data } = await octokitFor(repository).rest.actions.getPendingDeploymentsForRun({
          ...at(repository),
          run_id: runId,
        });
        return data.flatMap(({ environment: { name } }) => name ?? []);
      });
    },

    async rerunFailedJobs(repository, runId) {
      const call = {
        what: `run the failed jobs of actions run ${runId} again`,
        repository,
        permission: 'Actions: write',
      };
      await ask(call, () =>
        octokitFor(repository).rest.actions.reRunWorkflowFailedJobs({ ...at(repository), run_id: runId }),
      );
    },

    async cancelRun(repository, id) {
      try {
        await ask({ what: `cancel actions run ${id}`, repository, permission: 'Actions: write' }, () =>
          octokitFor(repository).rest.actions.cancelWorkflowRun({ ...at(repository), run_id: id }),
        );
      } catch (error) {
        // 409: it has ended already.
        if (!(error instanceof GitHubError && error.kind === 'conflict')) throw error;
      }
    },
  };
}

async function listSince(
  octokitFor: OctokitFor,
  repository: RepositoryName,
  since: number,
): Promise<readonly ActionsRun[]> {
  // By id: runs that start while we read push others onto the next page, where they show again.
  const found = new Map<number, ActionsRun>();
  // Without filters: filtered lists come from a search index that lags, and was seen empty.
  const list = pages((paging) =>
    octokitFor(repository).rest.actions.listWorkflowRunsForRepo({ ...at(repository), ...paging }),
  );
  for await (const { workflow_runs } of list) {
    const runs = workflow_runs.map(toActionsRun);
    for (const run of runs) if (run.createdAt >= since) found.set(run.id, run);
    if (runs.some(({ createdAt }) => createdAt < since)) break;
  }
  return [...found.values()];
}

function toActionsRun(run: RunRecord): ActionsRun {
  return {
    id: run.id,
    repository: run.repository.full_name,
    attempt: run.run_attempt ?? 1,
    url: run.html_url,
    title: run.display_title,
    event: run.event,
    status: run.status ?? 'unknown',
    conclusion: run.conclusion,
    headCommit: run.head_sha,
    headBranch: run.head_branch ?? '',
    fromFork: isFromFork(run),
    workflow: actionsWorkflowFile(run.path),
    actor: run.actor?.login ?? '',
    createdAt: Date.parse(run.created_at),
  };
}

function toJobReport({ name, conclusion, runner_id: runnerId, labels }: JobRecord): JobReport {
  return { name, conclusion, hadRunner: runnerId !== null && runnerId > 0, labels };
}

/** The head repository is `null` for a fork that has been deleted since, whatever GitHub's description says. */
function isFromFork({
  repository,
  head_repository: head,
}: {
  repository: { id: number };
  head_repository: { id: number } | null;
}): boolean {
  return head?.id !== repository.id;
}
