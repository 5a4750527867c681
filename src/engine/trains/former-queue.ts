import type { Client, WorkflowExecutionDescription } from '@temporalio/client';
import { queueId } from '../../domain/ids.ts';
import type { FormerQueue } from '../../domain/queue/queue-events.ts';
import { emptyQueue, type QueueState } from '../../domain/queue/queue-state.ts';
import { sentenceOf } from '../engine-error.ts';
import { type QueueHistory, readQueueHistory } from './former-queue-history.ts';

/** The execution of a queue that begins, and where workers answer for it. */
export interface QueueExecution {
  readonly runId: string;
  readonly taskQueue: string;
}

/** What could be learned of a queue that ran before. */
export type FormerFinding =
  | { readonly type: 'none' }
  | { readonly type: 'known'; readonly former: FormerQueue }
  /** It ran on another task queue: only workers of that one can say what it knew. */
  | { readonly type: 'elsewhere'; readonly taskQueue: string }
  /** No worker answered for it, or none can replay it. */
  | { readonly type: 'mute'; readonly problem: string };

// A worker has to read a history of thousands of events first.
const PATIENCE_MS = 20_000;

// Temporal takes no result of more than 2 MB, and the state is in it, too. Later ones matter more.
const MOST_ARRIVALS = 1000;

/** How an execution ends that nothing follows by itself. */
const ENDED = ['TERMINATED', 'CANCELLED', 'FAILED', 'TIMED_OUT'];

/**
 * What the queue of a chain knew that ran before this one, for as long as Temporal keeps its history. Those that were ended
 * before they had looked around add what had reached them. Throws what the engine throws where it can't be asked.
 */
export async function readFormerQueue(client: Client, chain: string, present: QueueExecution): Promise<FormerFinding> {
  // The oldest first.
  const histories: QueueHistory[] = [];
  for (const runId of await othersOf(client, queueId(chain), present)) {
    const handle = client.workflow.getHandle(queueId(chain), runId);
    // The index is a moment behind the truth.
    const { status, taskQueue } = await handle.describe();
    if (!hasEnded(queueId(chain), status)) continue;
    if (taskQueue !== present.taskQueue) return { type: 'elsewhere', taskQueue };
    const history = await readQueueHistory(client, handle);
    histories.unshift(history);
    if (!history.knewAll) continue;
    if (!history.wasTakenUp) return known(history.begunWith ?? emptyQueue(chain), histories);
    try {
      const ask = () => handle.query<QueueState>('memory');
      return known(await client.withDeadline(Date.now() + PATIENCE_MS, ask), histories);
    } catch (error) {
      return { type: 'mute', problem: sentenceOf(error) };
    }
  }
  return histories.length === 0 ? { type: 'none' } : known(emptyQueue(chain), histories);
}

function known(state: QueueState, histories: readonly QueueHistory[]): FormerFinding {
  const arrivals = histories.flatMap((history) => history.arrivals).slice(-MOST_ARRIVALS);
  return { type: 'known', former: { state, arrivals, ended: histories.flatMap(({ ended }) => ended) } };
}

/** The other executions of that id, the newest first, but for those that went on in another. */
async function othersOf(client: Client, workflowId: string, { runId }: QueueExecution): Promise<readonly string[]> {
  const query = `WorkflowId = '${workflowId}' AND ExecutionStatus != 'ContinuedAsNew'`;
  const others: { readonly runId: string; readonly startTime: Date }[] = [];
  for await (const run of client.workflow.list({ query })) if (run.runId !== runId) others.push(run);
  return others.sort((a, b) => b.startTime.getTime() - a.startTime.getTime()).map((other) => other.runId);
}

/** Throws where it went on in an execution that Temporal does not list yet: that one knows more. */
function hasEnded(workflowId: string, { name }: WorkflowExecutionDescription['status']): boolean {
  if (name === 'CONTINUED_AS_NEW') throw new Error(`Temporal does not list yet how ${workflowId} went on: look again`);
  return ENDED.includes(name);
}
