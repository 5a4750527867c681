import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import type { temporal } from '@temporalio/proto';

type HistoryEvent = temporal.api.history.v1.IHistoryEvent;

/** A moment of a workflow's history: the workflow task that is made again. */
export type Moment = (events: readonly HistoryEvent[], workflowId: string) => HistoryEvent['eventId'];

/** Before it started that child of its own: the build of an alias, or `publish`. */
export function beforeChild(name: string): Moment {
  return (events, workflowId) => {
    const initiated = events
      .map((event) => event.startChildWorkflowExecutionInitiatedEventAttributes)
      .find((attributes) => attributes?.workflowId === `${workflowId}/${name}`);
    return initiated?.workflowTaskCompletedEventId;
  };
}

/** Before it scheduled an activity of that type for the first time. */
export function beforeActivity(type: string): Moment {
  return (events) => {
    const scheduled = events
      .map((event) => event.activityTaskScheduledEventAttributes)
      .find((attributes) => attributes?.activityType?.name === type);
    return scheduled?.workflowTaskCompletedEventId;
  };
}

/** At its first workflow task: everything is made again. */
export const FIRST: Moment = (events) => events.find(isTaskCompleted)?.eventId;

/** At its last workflow task: as little as can be is made again. */
export const LAST: Moment = (events) => events.findLast(isTaskCompleted)?.eventId;

/** Resets a workflow as a person does in Temporal's UI; gives the id of the new execution. */
export async function resetTo(client: Client, workflowId: string, moment: Moment): Promise<string> {
  const handle = client.workflow.getHandle(workflowId);
  const [{ runId }, { events }] = await Promise.all([handle.describe(), handle.fetchHistory()]);
  const event = moment(events ?? [], workflowId);
  if (event === undefined || event === null) throw new Error(`${workflowId} has not come to that moment`);
  const reset = await client.workflowService.resetWorkflowExecution({
    namespace: client.options.namespace,
    workflowExecution: { workflowId, runId },
    reason: 'a person wants it made again',
    workflowTaskFinishEventId: event,
    requestId: randomUUID(),
  });
  return reset.runId;
}

function isTaskCompleted(event: HistoryEvent): boolean {
  return (event.workflowTaskCompletedEventAttributes ?? null) !== null;
}
