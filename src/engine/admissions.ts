import { type Client, type WorkflowExecutionDescription, WorkflowNotFoundError } from '@temporalio/client';
import { defineSearchAttributeKey } from '@temporalio/common';
import { queueId } from '../domain/ids.ts';
import type { AdmissionAsk } from '../domain/queue/admission.ts';
import type { CascadeOrder } from '../domain/queue/cascade-order.ts';
import type { FoundTrain, StartedCascade } from '../domain/queue/queue-events.ts';
import { SEARCH_ATTRIBUTES } from '../domain/search-attributes.ts';
import { startNightly } from './trains/start-nightly.ts';
import { startTrain } from './trains/start-train.ts';
import { TRAIN_KINDS, trainKindOf } from './trains/train-execution.ts';

/** The engine's side of admission: who asks, who still lives, and who is started. */
export interface Admissions {
  /** Asks the queue of a chain, which is started where there is none. To ask twice changes nothing. */
  ask(chain: string, ask: AdmissionAsk, taskQueue: string): Promise<void>;
  /** Whether an execution still runs, or a reset one in its place. */
  isRunning(train: string, runId: string): Promise<boolean>;
  /** The trains of a chain that run and were admitted. */
  running(chain: string): Promise<readonly FoundTrain[]>;
  /** Starts a cascade once, whatever became of it. */
  startCascade(order: CascadeOrder, taskQueue: string): Promise<StartedCascade>;
  /** Starts the nightly of the day, and answers which; one that is under way will do. */
  startNightly(chain: string, taskQueue: string): Promise<string>;
}

/** What a train without a place does; all others have one. */
const WITHOUT_PLACE = ['waiting-for-admission', 'needs-person', 'paused', 'merged', 'superseded'];

/** Admission on a Temporal server. */
export function makeAdmissions(client: Client): Admissions {
  return {
    async ask(chain, ask, taskQueue) {
      await client.workflow.signalWithStart('chainQueue', {
        workflowId: queueId(chain),
        taskQueue,
        args: [],
        signal: 'askAdmission',
        signalArgs: [ask],
        staticSummary: `queue of ${chain}`,
      });
    },

    async isRunning(train, runId) {
      const description = await describe(client, train);
      return description !== null && isOpen(description) && firstRunId(description) === runId;
    },

    async running(chain) {
      const types = TRAIN_KINDS.map((kind) => `'${kind}'`).join(', ');
      const query = `WorkflowType IN (${types}) AND ExecutionStatus = 'Running' AND ${SEARCH_ATTRIBUTES.chain} = '${chain}'`;
      const found: FoundTrain[] = [];
      for await (const { workflowId } of client.workflow.list({ query })) {
        // The index is a moment behind the truth.
        const description = await describe(client, workflowId);
        if (description !== null) found.push(...admitted(description));
      }
      return found;
    },

    async startCascade({ train, input }, taskQueue) {
      const result = await startTrain(
        client,
        { kind: 'cascade', trainId: train, input },
        { taskQueue, repeat: 'never' },
      );
      if (!result.started && result.because === 'closed') return { type: 'ended-before' };
      const description = await describe(client, train);
      return description === null ? { type: 'ended-before' } : { type: 'runs', runId: firstRunId(description) };
    },

    async startNightly(chain, taskQueue) {
      const input = { chain, trigger: { type: 'manual', by: { type: 'cascade' } } } as const;
      const result = await startNightly(client, input, Date.now(), { taskQueue, repeat: 'never' });
      return result.trainId;
    },
  };
}

async function describe(client: Client, train: string): Promise<WorkflowExecutionDescription | null> {
  try {
    return await client.workflow.getHandle(train).describe();
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    throw error;
  }
}

function isOpen({ status }: WorkflowExecutionDescription): boolean {
  return status.name === 'RUNNING' || status.name === 'PAUSED';
}

/** The same for an execution and for what a reset makes of it. Servers that don't say it have only the run's own id. */
function firstRunId({ raw, runId }: WorkflowExecutionDescription): string {
  const first = raw.workflowExecutionInfo?.firstRunId;
  return first === undefined || first === null || first === '' ? runId : first;
}

function admitted(description: WorkflowExecutionDescription): readonly FoundTrain[] {
  const { workflowId: train, type, typedSearchAttributes } = description;
  const attribute = (name: string) => typedSearchAttributes.get(defineSearchAttributeKey(name, 'KEYWORD')) ?? null;
  const kind = trainKindOf(type);
  const state = attribute(SEARCH_ATTRIBUTES.state);
  if (kind === null || !isOpen(description) || state === null || WITHOUT_PLACE.includes(state)) return [];
  return [{ train, runId: firstRunId(description), kind, version: attribute(SEARCH_ATTRIBUTES.version) }];
}
