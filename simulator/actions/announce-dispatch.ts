import { repositoryShape } from '../shapes/repository.ts';
import { userShape } from '../shapes/user.ts';
import type { ActionsWorkflow, Repository } from '../state/repository.ts';
import type { World } from '../world.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Tells the App that somebody sent a repository_dispatch: whether or not an actions workflow listens to it. */
export function announceRepositoryDispatch(
  world: World,
  repository: Repository,
  dispatch: { readonly eventType: string; readonly clientPayload: Fields; readonly actor: string },
): void {
  world.webhooks.send({
    event: 'repository_dispatch',
    action: dispatch.eventType,
    repository: repository.fullName,
    onlyForApps: true,
    payload: () => ({
      action: dispatch.eventType,
      branch: repository.defaultBranch,
      client_payload: dispatch.clientPayload,
      repository: repositoryShape(world, repository, 'webhook'),
      sender: userShape(world, dispatch.actor),
    }),
  });
}

/** Tells the App that somebody dispatched an actions workflow, on the page or by the API. */
export function announceWorkflowDispatch(
  world: World,
  repository: Repository,
  workflow: ActionsWorkflow,
  dispatch: { readonly ref: string; readonly inputs: Fields; readonly actor: string },
): void {
  world.webhooks.send({
    event: 'workflow_dispatch',
    repository: repository.fullName,
    onlyForApps: true,
    payload: () => ({
      ref: `refs/${repository.branches.has(dispatch.ref) ? 'heads' : 'tags'}/${dispatch.ref}`,
      inputs: dispatch.inputs,
      workflow: workflow.scenario.path,
      repository: repositoryShape(world, repository, 'webhook'),
      sender: userShape(world, dispatch.actor),
    }),
  });
}
