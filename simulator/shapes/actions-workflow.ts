import { nodeId } from '../state/ids.ts';
import type { ActionsWorkflow, Repository } from '../state/repository.ts';
import type { World } from '../world.ts';

/** An actions workflow as GitHub shows it (workflow). */
export function actionsWorkflowShape(world: World, repository: Repository, workflow: ActionsWorkflow): object {
  const { path, name } = workflow.scenario;
  const html = `${world.url}/${repository.fullName}`;
  return {
    id: workflow.id,
    node_id: nodeId('Workflow', workflow.id),
    name,
    path,
    state: workflow.state,
    created_at: '2020-01-01T00:00:00.000Z',
    updated_at: '2020-01-01T00:00:00.000Z',
    url: `${world.url}/repos/${repository.fullName}/actions/workflows/${workflow.id}`,
    html_url: `${html}/blob/${repository.defaultBranch}/${path}`,
    badge_url: `${html}/workflows/${encodeURIComponent(name)}/badge.svg`,
  };
}
