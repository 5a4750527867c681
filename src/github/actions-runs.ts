import type { Octokit, RestEndpointMethodTypes } from '@octokit/rest';
import type { ActionsRun } from '../domain/actions-run.ts';
import { GitHubError } from '../domain/github-error.ts';
import { actionsWorkflowFile } from './actions-workflow-file.ts';
import { ask, askForOne } from './errors.ts';
import { allOf, PAGE_SIZE, pages } from './pages.ts';
import type { GitHub } from './port.ts';

type RunRecord = RestEndpointMethodTypes['actions']['getWorkflowRun']['response']['data'];

/** The part of the port about actions runs. */
export function makeActionsRuns(octokit: Octokit): Pick<GitHub, 'runsSince' | 'run' | 'jobs' | 'cancelRun'> {
  return {
    runsSince(repository, since) {
      // Without filters: filtered lists come from a search index that lags, and was seen empty.
      const list = (page: number) =>
        octokit.rest.actions.listWorkflowRunsForRepo({
          owner: repository.owner,
          repo: repository.name,
          per_page: PAGE_SIZE,
          page,
        });
      return ask({ what: 'list the actions runs', repository, permission: 'Actions: read' }, async () => {
        // By id: runs that start while we read push others onto the next page, where they show again.
        const found = new Map<number, ActionsRun>();
        for await (const { workflow_runs } of pages(list)) {
          const runs = workflow_runs.map(toActionsRun);
          for (const run of runs) if (run.createdAt >= since) found.set(run.id, run);
          if (runs.some(({ createdAt }) => createdAt < since)) break;
        }
        return [...found.values()];
      });
    },

    async run(repository, id, etag) {
      const call = { what: `read actions run ${id}`, repository, permission: 'Actions: read' };
      try {
        return await askForOne(call, async () => {
          const { data, headers } = await octokit.rest.actions.getWorkflowRun({
            owner: repository.owner,
            repo: repository.name,
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
          (page) =>
            octokit.rest.actions.listJobsForWorkflowRunAttempt({
              owner: repository.owner,
              repo: repository.name,
              run_id: runId,
              attempt_number: attempt,
              per_page: PAGE_SIZE,
              page,
            }),
          ({ jobs }) => jobs.map(({ name, conclusion }) => ({ name, conclusion })),
        ),
      );
    },

    async cancelRun(repository, id) {
      try {
        await ask({ what: `cancel actions run ${id}`, repository, permission: 'Actions: write' }, () =>
          octokit.rest.actions.cancelWorkflowRun({ owner: repository.owner, repo: repository.name, run_id: id }),
        );
      } catch (error) {
        // 409: it has ended already.
        if (!(error instanceof GitHubError && error.kind === 'conflict')) throw error;
      }
    },
  };
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
