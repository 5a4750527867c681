import type { ActionsRun } from '../state/actions-run.ts';
import type { Commit } from '../state/commit.ts';
import type { ActionsWorkflow, Repository } from '../state/repository.ts';
import type { World } from '../world.ts';
import type { Trigger } from './start-actions-run.ts';
import { startActionsRun } from './start-actions-run.ts';

/** Starts what an accepted dispatch starts of an actions workflow: one run, unless a behaviour says none or more. */
export function startDispatchedRuns(
  world: World,
  repository: Repository,
  workflow: ActionsWorkflow,
  trigger: Trigger,
): ActionsRun[] {
  const count = world.behaviours.dispatched(repository.fullName, workflow.scenario.path);
  return Array.from({ length: count }, () => startActionsRun(world, repository, workflow, trigger));
}

/** Why a run starts that somebody asked for by a workflow_dispatch. */
export function workflowDispatch(
  workflow: ActionsWorkflow,
  dispatch: {
    readonly actor: string;
    readonly ref: string;
    readonly commit: Commit;
    readonly inputs: Readonly<Record<string, unknown>>;
  },
): Trigger {
  const { ref, inputs } = dispatch;
  return { ...dispatch, event: 'workflow_dispatch', title: workflow.scenario.name, payload: { inputs, ref } };
}
