import { posix } from 'node:path';

import type { Answer } from '../server/answer.ts';
import { notFound } from '../server/answer.ts';
import { actionsWorkflowShape } from '../shapes/actions-workflow.ts';
import type { ActionsWorkflow, Repository } from '../state/repository.ts';
import { paged } from './paged.ts';
import type { Asked, Route } from './route.ts';
import { inRepository } from './route.ts';

/** Reading actions workflows, and switching them off and on. */
export const actionsWorkflowRoutes: readonly Route[] = [
  {
    operation: 'actions/list-repo-workflows',
    method: 'GET',
    path: '/repos/{owner}/{repo}/actions/workflows',
    handle: inRepository((asked, repository) =>
      paged(
        asked,
        repository.actionsWorkflows,
        (workflow) => actionsWorkflowShape(asked.world, repository, workflow),
        'workflows',
      ),
    ),
  },
  {
    operation: 'actions/get-workflow',
    method: 'GET',
    path: '/repos/{owner}/{repo}/actions/workflows/{workflow_id}',
    handle: inRepository((asked, repository) => ({
      status: 200,
      body: actionsWorkflowShape(asked.world, repository, actionsWorkflowNamed(asked, repository)),
    })),
  },
  {
    operation: 'actions/disable-workflow',
    method: 'PUT',
    path: '/repos/{owner}/{repo}/actions/workflows/{workflow_id}/disable',
    handle: inRepository((asked, repository) => setState(asked, repository, 'disabled_manually')),
  },
  {
    operation: 'actions/enable-workflow',
    method: 'PUT',
    path: '/repos/{owner}/{repo}/actions/workflows/{workflow_id}/enable',
    handle: inRepository((asked, repository) => setState(asked, repository, 'active')),
  },
];

/** The actions workflow that the path names by id or file name; 404 where there is none. */
export function actionsWorkflowNamed(asked: Asked, repository: Repository): ActionsWorkflow {
  const name = asked.parameters['workflow_id'] ?? '';
  const workflow = repository.actionsWorkflows.find(
    ({ id, scenario }) => String(id) === name || scenario.path === name || posix.basename(scenario.path) === name,
  );
  if (workflow === undefined) throw notFound();
  return workflow;
}

function setState(asked: Asked, repository: Repository, state: ActionsWorkflow['state']): Answer {
  actionsWorkflowNamed(asked, repository).state = state;
  return { status: 204 };
}
