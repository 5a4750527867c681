import { type Client, type WorkflowExecutionDescription, WorkflowNotFoundError } from '@temporalio/client';
import { defineSearchAttributeKey } from '@temporalio/common';
import type { FoundTrain } from '../../domain/queue/queue-events.ts';
import { SEARCH_ATTRIBUTES } from '../../domain/search-attributes.ts';
import type { UnderwayTrain } from '../../domain/train-state.ts';
import { TRAIN_KINDS, trainKindOf } from './train-execution.ts';

type Place = UnderwayTrain['place'];

/** A train as Temporal describes it, whether it has ended or not. */
export interface DescribedTrain {
  readonly description: WorkflowExecutionDescription;
  /** The same for an execution and for what a reset makes of it. */
  readonly firstRunId: string;
  readonly isOpen: boolean;
}

// One that its worker has in memory answers at once.
const PATIENCE_MS = 5_000;

/** The trains of a chain that run, and whether they have their places. */
export async function findRunning(client: Client, chain: string): Promise<readonly FoundTrain[]> {
  const types = TRAIN_KINDS.map((kind) => `'${kind}'`).join(', ');
  const query = `WorkflowType IN (${types}) AND ExecutionStatus = 'Running' AND ${SEARCH_ATTRIBUTES.chain} = '${chain}'`;
  const ids: string[] = [];
  for await (const { workflowId } of client.workflow.list({ query })) ids.push(workflowId);
  return (await Promise.all(ids.map((train) => findTrain(client, train)))).flat();
}

/** What Temporal knows of a train; `null` where that is nothing. */
export async function describeTrain(client: Client, train: string): Promise<DescribedTrain | null> {
  try {
    const description = await client.workflow.getHandle(train).describe();
    const { runId, raw, status } = description;
    const first = raw.workflowExecutionInfo?.firstRunId;
    // Servers that don't say it have only the run's own id.
    const firstRunId = first === undefined || first === null || first === '' ? runId : first;
    return { description, firstRunId, isOpen: status.name === 'RUNNING' || status.name === 'PAUSED' };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    throw error;
  }
}

async function findTrain(client: Client, train: string): Promise<readonly FoundTrain[]> {
  // The index is a moment behind the truth.
  const described = await describeTrain(client, train);
  if (described?.isOpen !== true) return [];
  const { description, firstRunId: runId } = described;
  const attribute = (name: string) =>
    description.typedSearchAttributes.get(defineSearchAttributeKey(name, 'KEYWORD')) ?? null;
  const [kind, state] = [trainKindOf(description.type), attribute(SEARCH_ATTRIBUTES.state)];
  if (kind === null || state === null) return [];
  const place = await placeOf(client, train, state);
  const known = { train, runId, kind, version: attribute(SEARCH_ATTRIBUTES.version) };
  return [place === 'held' ? known : { ...known, place }];
}

/** The train itself knows; where no worker answers for it, what it told last must do. */
async function placeOf(client: Client, train: string, state: string): Promise<Place> {
  try {
    const handle = client.workflow.getHandle(train);
    return await client.withDeadline(Date.now() + PATIENCE_MS, () => handle.query<Place>('place'));
  } catch {
    if (state === 'waiting-for-admission') return 'asked-for';
    return ['needs-person', 'paused', 'merged', 'superseded'].includes(state) ? 'given-back' : 'held';
  }
}
