import type { History } from '@temporalio/common/lib/proto-utils.js';

type HistoryEvent = NonNullable<History['events']>[number];

/** When an event of a history was written, milliseconds since the epoch, by the server's clock. */
function momentOf({ eventTime }: HistoryEvent): number {
  return Number(eventTime?.seconds ?? 0) * 1000 + (eventTime?.nanos ?? 0) / 1e6;
}

/** The moments of the last activity of that type. Throws where the history has none that was completed. */
export function activityMoments(
  { events }: History,
  type: string,
): { scheduled: number; started: number; completed: number } {
  const scheduled = events?.findLast(
    ({ activityTaskScheduledEventAttributes: task }) => task?.activityType?.name === type,
  );
  const id = Number(scheduled?.eventId ?? 0);
  const started = events?.find(({ activityTaskStartedEventAttributes: task }) => Number(task?.scheduledEventId) === id);
  const completed = events?.find(
    ({ activityTaskCompletedEventAttributes: task }) => Number(task?.scheduledEventId) === id,
  );
  return {
    scheduled: momentOf(found(scheduled, `scheduled activity ${type}`)),
    started: momentOf(found(started, `started activity ${type}`)),
    completed: momentOf(found(completed, `completed activity ${type}`)),
  };
}

/** When a signal last arrived. */
export function lastSignal({ events }: History): number {
  const signal = events?.findLast(({ workflowExecutionSignaledEventAttributes: told }) => Boolean(told));
  return momentOf(found(signal, 'signal'));
}

/** When the workflow began. */
export function beginning({ events }: History): number {
  return momentOf(found(events?.at(0), 'first event'));
}

/** When the workflow ended. */
export function end({ events }: History): number {
  return momentOf(found(events?.at(-1), 'last event'));
}

/** When a parent asked for the child of that id. */
export function childAskedFor({ events }: History, id: string): number {
  const asked = events?.find(
    ({ startChildWorkflowExecutionInitiatedEventAttributes: child }) => child?.workflowId === id,
  );
  return momentOf(found(asked, `child ${id} asked for`));
}

/** When a parent was told of the end of the child of that id. */
export function childEnded({ events }: History, id: string): number {
  const told = events?.find(
    ({ childWorkflowExecutionCompletedEventAttributes: child }) => child?.workflowExecution?.workflowId === id,
  );
  return momentOf(found(told, `child ${id} completed`));
}

function found(event: HistoryEvent | undefined, what: string): HistoryEvent {
  if (event !== undefined) return event;
  throw new Error(`A history has no ${what}: have the workflows changed? bench/hops/hop-steps.ts must follow them.`);
}
