import type { Octokit, RestEndpointMethodTypes } from '@octokit/rest';
import type { ActionsRun } from '../domain/actions-run.ts';
import { GitHubError } from '../domain/github-error.ts';
import { at } from './at.ts';
import { actionsWorkflowFile } from './actions-workflow-file.ts';
import { ask, askForOne } from './errors.ts';
import { allOf, pages } from './pages.ts';
import type { GitHub, RepositoryName } from './port.ts';

type RunRecord = RestEndpointMethodTypes['actions']['getWorkflowRun']['response']['data'];

/** The part of the port about actions runs. */
export function makeActionsRuns(octokit: Octokit): Pick<GitHub, 'runsSince' | 'run' | 'jobs' | 'cancelRun'> {
  return {
    runsSince(repository, since) {
      return ask({ what: 'list the actions runs', repository, permission: 'Actions: read' }, () =>
        listSince(octokit, repository, since),
      );
    },

    async run(repository, id, etag) {
      const call = { what: `read actions run ${id}`, repository, permission: 'Actions: read' };
      try {
        return await askForOne(call, async () => {
          const { data, headers } = await octokit.rest.actions.getWorkflowRun({
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
            octokit.rest.actions.listJobsForWorkflowRunAttempt({
              ...at(repository),
              run_id: runId,
              attempt_number: attempt,
              ...paging,
            }),
          ({ jobs }) => jobs.map(({ name, conclusion }) => ({ name, conclusion })),
        ),
      );
    },

    async cancelRun(repository, id) {
      try {
        await ask({ what: `cancel actions run ${id}`, repository, permission: 'Actions: write' }, () =>
          octokit.rest.actions.cancelWorkflowRun({ ...at(repository), run_id: id }),
        );
      } catch (error) {
        // 409: it has ended already.
        if (!(error instanceof GitHubError && error.kind === 'conflict')) throw error;
      }
    },
  };
}

async function listSince(octokit: Octokit, repository: RepositoryName, since: number): Promise<readonly ActionsRun[]> {
  // By id: runs that start while we read push others onto the next page, where they show again.
  const found = new Map<number, ActionsRun>();
  // Without filters: filtered lists come from a search index that lags, and was seen empty.
  const list = pages((paging) => octokit.rest.actions.listWorkflowRunsForRepo({ ...at(repository), ...paging }));
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
    attempt: run.run_attempt ?? 1,
    url: run.html_url,
    title: run.display_title,
    event: run.event,
    status: run.status ?? 'unknown',
    conclusion: run.conclusion,
    headCommit: run.head_sha,
    headRepository: headRepository(run),
    workflow: actionsWorkflowFile(run.path),
    actor: run.actor?.login ?? '',
    createdAt: Date.parse(run.created_at),
  };
}

/** Empty for a fork that has been deleted since; GitHub sends `null` then, whatever its description says. */
function headRepository({ head_repository }: { head_repository: { full_name: string } | null }): string {
  return head_repository?.full_name ?? '';
}
