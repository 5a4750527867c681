import { announceWorkflowDispatch } from '../actions/announce-dispatch.ts';
import { workflowDispatch } from '../actions/dispatched-runs.ts';
import { startActionsRun } from '../actions/start-actions-run.ts';
import type { ActionsRun } from '../state/actions-run.ts';
import type { Repository } from '../state/repository.ts';
import { actionsWorkflowAt, headOf } from '../state/repository.ts';
import type { World } from '../world.ts';

/** What a person fills in before starting an actions workflow. */
export interface DispatchByHand {
  readonly inputs?: Readonly<Record<string, string>>;
  readonly login?: string;
}

/** Starts an actions workflow on the default branch, as its page does; throws where the page has no button or no such input. */
export function dispatchByHand(
  world: World,
  repository: Repository,
  workflowPath: string,
  { inputs = {}, login = world.scenario.login }: DispatchByHand,
): ActionsRun {
  const workflow = actionsWorkflowAt(repository, workflowPath);
  const declared = workflow.state === 'active' ? workflow.scenario.on.workflow_dispatch : undefined;
  const name = `${repository.fullName}/${workflowPath}`;
  if (declared === undefined) throw new Error(`${name} is disabled or has no workflow_dispatch: nobody can start it.`);
  const unknown = Object.keys(inputs).filter((input) => !declared.inputs.includes(input));
  if (unknown.length > 0)
    throw new Error(`${name} has no input ${unknown.join(', ')}; it has ${declared.inputs.join(', ')}.`);
  const commit = headOf(repository);
  const dispatch = { actor: login, ref: repository.defaultBranch, commit, inputs };
  announceWorkflowDispatch(world, repository, workflow, dispatch);
  const trigger = workflowDispatch(workflow, dispatch);
  return startActionsRun(world, repository, workflow, trigger);
}
