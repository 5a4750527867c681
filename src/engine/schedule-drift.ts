import type { ScheduleDescription, ScheduleOptions } from '@temporalio/client';

/** What of a schedule Cascade sets, as it was set. */
type Written = Required<Pick<ScheduleOptions, 'action' | 'policies'>> & {
  readonly spec: { readonly cronExpressions: readonly string[]; readonly timezone: string };
};

/** Whether a schedule still says when it starts what, and how, as it was written; whether it is paused is another question. */
export function saysTheSame({ spec, action, policies }: ScheduleDescription, written: Written): boolean {
  const { workflowType, workflowId, taskQueue, args } = written.action;
  const found = [
    [spec.calendars?.map(({ comment }) => comment), spec.timezone],
    [action.workflowType, action.workflowId, action.taskQueue, action.args],
    [policies.overlap, policies.catchupWindow, policies.pauseOnFailure],
  ];
  const { overlap, catchupWindow, pauseOnFailure } = written.policies;
  const wanted = [
    [written.spec.cronExpressions.map(commentOf), written.spec.timezone],
    [workflowType, workflowId, taskQueue, args],
    [overlap, catchupWindow, pauseOnFailure],
  ];
  return !hasMore(spec) && JSON.stringify(found) === JSON.stringify(wanted);
}

/** Times that Cascade never sets. */
function hasMore({ intervals = [], skip = [], startAt, endAt, jitter = 0 }: ScheduleDescription['spec']): boolean {
  return intervals.length > 0 || skip.length > 0 || startAt !== undefined || endAt !== undefined || jitter > 0;
}

function commentOf(expression: string): string {
  return expression.slice(expression.indexOf('#') + 1).trim();
}
