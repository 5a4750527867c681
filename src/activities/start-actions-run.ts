import { activityInfo, heartbeat } from '@temporalio/activity';
import type { DispatchTarget } from '../domain/build-inputs.ts';
import type { FilledDispatch } from '../domain/build-order.ts';
import type { DispatchAnswer } from '../domain/dispatch-answer.ts';
import type { DispatchRequest } from '../github/port.ts';
import type { Dependencies } from './dependencies.ts';

export interface StartInput {
  readonly target: DispatchTarget;
  readonly dispatch: FilledDispatch;
  readonly marker: string;
}

/**
 * Asks GitHub for an actions run: posts at most once, and answers with what is known afterwards.
 * The engine never retries it. A worker that stalls before its POST may find itself given up and replaced, so
 * nothing is sent after a deadline that is counted from when the engine handed the dispatch out.
 */
export function startActionsRun({ github, timings }: Pick<Dependencies, 'github' | 'timings'>) {
  return async function startActionsRun({ target, dispatch, marker }: StartInput): Promise<DispatchAnswer> {
    const deadline = activityInfo().currentAttemptScheduledTimestampMs + timings.dispatchDeadline;
    const beat = setInterval(heartbeat, timings.dispatchHeartbeat / 3);
    try {
      return await github.dispatch(requestOf(target, dispatch, marker), deadline);
    } finally {
      clearInterval(beat);
    }
  };
}

function requestOf(
  { owner, name, workflow, ref }: DispatchTarget,
  dispatch: FilledDispatch,
  marker: string,
): DispatchRequest {
  return dispatch.type === 'workflow_dispatch'
    ? { owner, name, type: dispatch.type, workflow, ref, inputs: { ...dispatch.inputs, cascade: marker } }
    : {
        owner,
        name,
        type: dispatch.type,
        eventType: dispatch.eventType,
        payload: { ...dispatch.payload, cascade: { marker } },
      };
}
