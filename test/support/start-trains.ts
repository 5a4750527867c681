import { type WorkflowHandleWithFirstExecutionRunId, WorkflowFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { cascadeTrainId, releaseTrainId } from '../../src/domain/ids.ts';
import type { ReleaseInput } from '../../src/domain/train-request.ts';
import type { TrainView } from '../../src/domain/train-view.ts';
import type { cascade, nightly, release } from '../../src/workflows/index.ts';
import type { TestCascade } from './cascade.ts';

/** Starts a release as a person with Temporal's command line does. */
export function startRelease(
  { client, chain, taskQueue }: TestCascade,
  version = 'v1.4.0',
  asked: Pick<ReleaseInput, 'refs' | 'dryRun'> = {},
): Promise<WorkflowHandleWithFirstExecutionRunId<typeof release>> {
  return client.workflow.start<typeof release>('release', {
    taskQueue,
    workflowId: releaseTrainId(chain.name, version),
    args: [{ chain: chain.name, version, ...asked }],
  });
}

/** Starts a nightly whose id ends so. */
export function startNightly(
  { client, chain, taskQueue }: TestCascade,
  id: string,
): Promise<WorkflowHandleWithFirstExecutionRunId<typeof nightly>> {
  return client.workflow.start<typeof nightly>('nightly', {
    taskQueue,
    workflowId: `${chain.name}/nightly/${id}`,
    args: [{ chain: chain.name }],
  });
}

/** Starts a cascade of one changed repository, from the head of its branch. */
export function startCascadeOf(
  { client, chain, taskQueue }: TestCascade,
  alias: string,
): Promise<WorkflowHandleWithFirstExecutionRunId<typeof cascade>> {
  return client.workflow.start<typeof cascade>('cascade', {
    taskQueue,
    workflowId: cascadeTrainId(chain.name, alias, 'by-hand'),
    args: [{ chain: chain.name, changed: [alias] }],
  });
}

/** The failure that a workflow ended with. */
export async function failureOf(result: Promise<unknown>): Promise<ApplicationFailure> {
  const error: unknown = await result.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof WorkflowFailedError && error.cause instanceof ApplicationFailure) return error.cause;
  throw new Error('The workflow should have failed', { cause: error });
}

/** The last state of a train that failed. */
export async function lastStateOf(result: Promise<unknown>): Promise<TrainView> {
  const { details } = await failureOf(result);
  const [view] = details ?? [];
  return view as TrainView;
}

/** Alias to status. */
export function statuses({ builds }: TrainView): Readonly<Record<string, string>> {
  return Object.fromEntries(builds.map(({ alias, status }) => [alias, status]));
}
