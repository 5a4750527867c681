import type { OctokitFor } from './access.ts';
import { dispatchAnswer, failedDispatch, refusesRunDetails } from './dispatch-answer.ts';
import type { DispatchAnswer } from '../domain/dispatch-answer.ts';
import type { DispatchRequest, GitHub } from './port.ts';
import { fetchBefore } from './timed-fetch.ts';

/** The part of the port that starts actions runs. Takes Octokits that repeat nothing. */
export function makeDispatch(bareFor: OctokitFor, timeout: number): Pick<GitHub, 'dispatch'> {
  /** Older servers refuse the key that asks for the actions run's id. Learnt once a server. */
  let asksForRunDetails = true;

  async function post(request: DispatchRequest, deadline: number): Promise<DispatchAnswer> {
    const details = request.type === 'workflow_dispatch' && asksForRunDetails;
    try {
      const send = bareFor(request).request;
      const response: { status: number; data: unknown } = await send(ROUTES[request.type] as string, {
        ...parameters(request),
        ...(details ? { return_run_details: true } : {}),
        // Followed, a dispatch to a repository that was renamed would start a run where nobody looks for it.
        request: { fetch: fetchBefore(deadline, timeout), redirect: 'manual' },
      });
      return dispatchAnswer(request, response.status, response.data);
    } catch (error) {
      if (!details || !refusesRunDetails(error)) return failedDispatch(request, error);
      asksForRunDetails = false;
      // The server refused the request as a whole, so this is still the only dispatch that counts.
      return post(request, deadline);
    }
  }

  return { dispatch: post };
}

const ROUTES = {
  workflow_dispatch: 'POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches',
  repository_dispatch: 'POST /repos/{owner}/{repo}/dispatches',
} as const;

function parameters(request: DispatchRequest) {
  const repository = { owner: request.owner, repo: request.name };
  return request.type === 'workflow_dispatch'
    ? { ...repository, workflow_id: request.workflow, ref: request.ref, inputs: request.inputs }
    : { ...repository, event_type: request.eventType, client_payload: request.payload };
}
