import { cancelActionsRun } from '../actions/attempts.ts';
import type { RerunScope } from '../actions/rerun.ts';
import { rerun } from '../actions/rerun.ts';
import type { Answer } from '../server/answer.ts';
import { notFound } from '../server/answer.ts';
import { actionsRunShape } from '../shapes/actions-run.ts';
import type { ActionsRun, Attempt } from '../state/actions-run.ts';
import { latestAttempt } from '../state/actions-run.ts';
import type { Repository } from '../state/repository.ts';
import { actionsWorkflowNamed } from './actions-workflows.ts';
import { showsAfter } from './lag.ts';
import { paged } from './paged.ts';
import type { Asked, Route } from './route.ts';
import { inRepository } from './route.ts';
import { runFilter } from './run-filter.ts';

/** Reading, cancelling and re-running actions runs. */
export const actionsRunRoutes: readonly Route[] = [
  {
    operation: 'actions/list-workflow-runs-for-repo',
    method: 'GET',
    path: '/repos/{owner}/{repo}/actions/runs',
    handle: inRepository((asked, repository) => listRuns(asked, repository.runs)),
  },
  {
    operation: 'actions/list-workflow-runs',
    method: 'GET',
    path: '/repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs',
    handle: inRepository((asked, repository) => {
      const workflow = actionsWorkflowNamed(asked, repository);
      return listRuns(
        asked,
        repository.runs.filter((run) => run.workflow === workflow),
      );
    }),
  },
  {
    operation: 'actions/get-workflow-run',
    method: 'GET',
    path: '/repos/{owner}/{repo}/actions/runs/{run_id}',
    handle: inRepository((asked, repository) => {
      const run = runNamed(asked, repository);
      return { status: 200, body: actionsRunShape(asked.world, run, latestAttempt(run)) };
    }),
  },
  {
    operation: 'actions/get-workflow-run-attempt',
    method: 'GET',
    path: '/repos/{owner}/{repo}/actions/runs/{run_id}/attempts/{attempt_number}',
    handle: inRepository((asked, repository) => {
      const run = runNamed(asked, repository);
      return { status: 200, body: actionsRunShape(asked.world, run, attemptNamed(asked, run)) };
    }),
  },
  {
    operation: 'actions/cancel-workflow-run',
    method: 'POST',
    path: '/repos/{owner}/{repo}/actions/runs/{run_id}/cancel',
    handle: inRepository(cancel),
  },
  {
    operation: 'actions/force-cancel-workflow-run',
    method: 'POST',
    path: '/repos/{owner}/{repo}/actions/runs/{run_id}/force-cancel',
    handle: inRepository(cancel),
  },
  {
    operation: 'actions/re-run-workflow',
    method: 'POST',
    path: '/repos/{owner}/{repo}/actions/runs/{run_id}/rerun',
    handle: inRepository((asked, repository) => runAgain(asked, repository, 'all')),
  },
  {
    operation: 'actions/re-run-workflow-failed-jobs',
    method: 'POST',
    path: '/repos/{owner}/{repo}/actions/runs/{run_id}/rerun-failed-jobs',
    handle: inRepository((asked, repository) => runAgain(asked, repository, 'failed')),
  },
];

/** The actions run that the path names; 404 where there is none. */
export function runNamed(asked: Asked, repository: Repository): ActionsRun {
  const id = Number(asked.parameters['run_id']);
  // From the end: it is nearly always a young run that is asked for.
  const run = repository.runs.findLast((known) => known.id === id);
  if (run === undefined || !showsAfter(asked.world.scenario.lag?.run, run)) throw notFound();
  return run;
}

/** The attempt that the path names; 404 where there is none. */
export function attemptNamed(asked: Asked, run: ActionsRun): Attempt {
  const number = Number(asked.parameters['attempt_number']);
  const attempt = run.attempts.find((known) => known.number === number);
  if (attempt === undefined) throw notFound();
  return attempt;
}

function listRuns(asked: Asked, runs: readonly ActionsRun[]): Answer {
  const filter = runFilter(asked.query);
  const { list, filteredList } = asked.world.scenario.lag ?? {};
  const lag = filter === undefined ? list : filteredList;
  const newestFirst = runs.filter((run) => showsAfter(lag, run) && (filter?.(run) ?? true)).reverse();
  return paged(asked, newestFirst, (run) => actionsRunShape(asked.world, run, latestAttempt(run)), 'workflow_runs');
}

function cancel(asked: Asked, repository: Repository): Answer {
  cancelActionsRun(asked.world, runNamed(asked, repository));
  return { status: 202, body: {} };
}

function runAgain(asked: Asked, repository: Repository, scope: RerunScope): Answer {
  rerun(asked.world, runNamed(asked, repository), scope, asked.login);
  return { status: 201, body: {} };
}
