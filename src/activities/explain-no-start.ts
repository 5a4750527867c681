import type { ActionsRunRef } from '../domain/actions-run.ts';
import type { DispatchTarget } from '../domain/build-inputs.ts';
import type { FilledDispatch } from '../domain/build-order.ts';
import { GitHubError } from '../domain/github-error.ts';
import { type NoStartCause, noStartCause } from '../domain/no-start.ts';
import type { Dependencies } from './dependencies.ts';
import { withGitHubFailures } from './failures.ts';

export interface NoStartInput {
  readonly target: DispatchTarget;
  readonly dispatch: FilledDispatch;
  /** The run that was started and got no runner, if there is one. */
  readonly run: ActionsRunRef | null;
}

/** Looks for the usual causes after nothing started in time. */
export function explainNoStart({ github }: Pick<Dependencies, 'github'>) {
  return async function explainNoStart({ target, dispatch, run }: NoStartInput): Promise<NoStartCause> {
    return withGitHubFailures(async () => {
      const workflows = await github.actionsWorkflows(target);
      const workflow = workflows.find(({ file }) => file === target.workflow);
      const types = dispatch.type === 'repository_dispatch' ? await github.eventTypes(target, target.workflow) : null;
      return noStartCause({
        workflowState: workflow?.state ?? null,
        listener:
          dispatch.type === 'repository_dispatch' && types !== null ? { eventType: dispatch.eventType, types } : null,
        jobs: run === null ? [] : await github.jobs(run, run.id, run.attempt),
        runners: run === null ? null : await onlineLabels(() => github.runners(target)),
      });
    });
  };
}

/** Seeing runners takes a permission that Cascade needs for nothing else; without it they are simply not known. */
async function onlineLabels(
  ask: () => Promise<readonly { readonly online: boolean; readonly labels: readonly string[] }[]>,
): Promise<readonly (readonly string[])[] | null> {
  try {
    return (await ask()).filter(({ online }) => online).map(({ labels }) => labels);
  } catch (error) {
    if (error instanceof GitHubError && (error.kind === 'forbidden' || error.kind === 'not-found')) return null;
    throw error;
  }
}
