import type { Client, WorkflowHandle } from '@temporalio/client';
import { type ArrivalBatch, arrivalsIn } from '../../domain/queue/arrival-batch.ts';
import type { Arrival } from '../../domain/queue/arrivals.ts';
import type { PlaceGivenBack } from '../../domain/queue/admission.ts';
import type { FormerQueue } from '../../domain/queue/queue-events.ts';
import type { QueueState } from '../../domain/queue/queue-state.ts';

/** What the history of one execution of a queue tells without any worker. */
export interface QueueHistory extends Required<Omit<FormerQueue, 'state'>> {
  /** What it was handed by the execution before it; `null` where it began with nothing. */
  readonly begunWith: QueueState | null;
  /** Whether a worker ever took it up. */
  readonly wasTakenUp: boolean;
  /** Whether it had the knowledge of those before it; until then it only listens, and they know more. */
  readonly knewAll: boolean;
}

/** Reads what reached a queue, and it did nothing with: all that it took up is in what it knew. */
export async function readQueueHistory(client: Client, handle: WorkflowHandle): Promise<QueueHistory> {
  const { events } = await handle.fetchHistory();
  const { payloadConverter } = client.options.loadedDataConverter;
  const look = new FirstLook();
  let begunWith: QueueState | null = null;
  let wasTakenUp = false;
  let missed: Pick<QueueHistory, 'arrivals' | 'ended'> = NOTHING;
  for (const event of events ?? []) {
    const { workflowExecutionStartedEventAttributes: start, workflowExecutionSignaledEventAttributes: signal } = event;
    const [before] = start?.input?.payloads ?? [];
    if (before !== undefined) begunWith = payloadConverter.fromPayload<QueueState>(before);
    look.see(event);
    if (event.workflowTaskCompletedEventAttributes) {
      wasTakenUp = true;
      if (begunWith !== null || look.isDone) missed = NOTHING;
    }
    const [message] = signal?.input?.payloads ?? [];
    if (message === undefined) continue;
    if (signal?.signalName === 'arrive') {
      const arrived = payloadConverter.fromPayload<ArrivalBatch | readonly Arrival[]>(message);
      missed = { ...missed, arrivals: [...missed.arrivals, ...arrivalsIn(arrived)] };
    } else if (signal?.signalName === 'placeGivenBack') {
      const given = payloadConverter.fromPayload<PlaceGivenBack>(message);
      if (given.ended) missed = { ...missed, ended: [...missed.ended, given] };
    }
  }
  return { begunWith, wasTakenUp, knewAll: begunWith !== null || look.isDone, ...missed };
}

const NOTHING: Pick<QueueHistory, 'arrivals' | 'ended'> = { arrivals: [], ended: [] };

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
