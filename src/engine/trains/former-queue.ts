import type { Client, WorkflowExecutionDescription, WorkflowHandle } from '@temporalio/client';
import { queueId } from '../../domain/ids.ts';
import type { Arrival } from '../../domain/queue/arrivals.ts';
import type { FormerQueue } from '../../domain/queue/queue-events.ts';
import { emptyQueue, type QueueState } from '../../domain/queue/queue-state.ts';

/** The execution of a queue that begins, and where workers answer for it. */
export interface QueueExecution {
  readonly runId: string;
  readonly taskQueue: string;
}

// A worker has to read a history of thousands of events first.
const PATIENCE_MS = 20_000;

// Temporal takes no result of more than 2 MB, and the state is in it, too. Later ones matter more.
const MOST_ARRIVALS = 1000;

/** How an execution ends that nothing follows by itself. */
const ENDED = ['TERMINATED', 'CANCELLED', 'FAILED', 'TIMED_OUT'];

/**
 * What the queue of a chain knew that ran before this one, for as long as Temporal keeps its history; `null` where none
 * did, or where no worker is left on its task queue. Throws what the engine throws where it can't be asked.
 */
export async function readFormerQueue(
  client: Client,
  chain: string,
  present: QueueExecution,
): Promise<FormerQueue | null> {
  const former = await findFormer(client, queueId(chain), present);
  if (former === null) return null;
  const handle = client.workflow.getHandle(queueId(chain), former.runId);
  const history = await readHistory(client, handle);
  const state = history.wasTakenUp
    ? await client.withDeadline(Date.now() + PATIENCE_MS, () => handle.query<QueueState>('memory'))
    : (history.begunWith ?? emptyQueue(chain));
  return { state, arrivals: history.arrivals };
}

/** What reached a queue, and it did nothing with: all that it took up is in what it knew. */
async function readHistory(client: Client, handle: WorkflowHandle) {
  const { events } = await handle.fetchHistory();
  const { payloadConverter } = client.options.loadedDataConverter;
  const look = new FirstLook();
  let begunWith: QueueState | null = null;
  let wasTakenUp = false;
  let arrivals: readonly Arrival[] = [];
  for (const event of events ?? []) {
    const { workflowExecutionStartedEventAttributes: start, workflowExecutionSignaledEventAttributes: signal } = event;
    const [before] = start?.input?.payloads ?? [];
    if (before !== undefined) begunWith = payloadConverter.fromPayload<QueueState>(before);
    look.see(event);
    if (event.workflowTaskCompletedEventAttributes) {
      wasTakenUp = true;
      if (begunWith !== null || look.isDone) arrivals = [];
    }
    const [batch] = signal?.signalName === 'arrive' ? (signal.input?.payloads ?? []) : [];
    if (batch !== undefined) arrivals = [...arrivals, ...payloadConverter.fromPayload<readonly Arrival[]>(batch)];
  }
  return { begunWith, wasTakenUp, arrivals: arrivals.slice(-MOST_ARRIVALS) };
}

type HistoryEvent = NonNullable<Awaited<ReturnType<WorkflowHandle['fetchHistory']>>['events']>[number];

/** Until a queue that begins with nothing knows who runs, what reaches it waits and is not in what it knows. */
class FirstLook {
  #scheduled: HistoryEvent['eventId'] = null;
  isDone = false;

  see({ eventId, activityTaskScheduledEventAttributes, activityTaskCompletedEventAttributes }: HistoryEvent): void {
    if (activityTaskScheduledEventAttributes?.activityType?.name === 'findRunningTrains') this.#scheduled = eventId;
    const completed = activityTaskCompletedEventAttributes?.scheduledEventId;
    this.isDone ||= this.#scheduled !== null && String(completed) === String(this.#scheduled);
  }
}

async function findFormer(
  client: Client,
  workflowId: string,
  { runId, taskQueue }: QueueExecution,
): Promise<WorkflowExecutionDescription | null> {
  const query = `WorkflowId = '${workflowId}' AND ExecutionStatus != 'ContinuedAsNew'`;
  let newest: { readonly runId: string; readonly startTime: Date } | null = null;
  for await (const run of client.workflow.list({ query })) {
    if (run.runId !== runId && (newest === null || run.startTime > newest.startTime)) newest = run;
  }
  if (newest === null) return null;
  // The index is a moment behind the truth.
  const description = await client.workflow.getHandle(workflowId, newest.runId).describe();
  return ENDED.includes(description.status.name) && description.taskQueue === taskQueue ? description : null;
}
