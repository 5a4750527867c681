import { z } from 'zod';
import { maskSecrets } from '../telemetry/mask.ts';
import { dispatchAdvice } from './dispatch-advice.ts';
import type { DispatchAnswer } from '../domain/dispatch-answer.ts';
import type { DispatchRequest, RepositoryName } from './port.ts';
import { rateLimitedUntil } from './rate-limit.ts';
import { type AnsweredFailure, readFailure } from './transport-failure.ts';

const RunDetails = z.object({ workflow_run_id: z.number(), run_url: z.string(), html_url: z.string() });

const REDIRECTS = [301, 302, 307, 308];

/** What an answer tells that is no error. A 200 without the details that we know was seen in December 2025: accepted, but to be found. */
export function dispatchAnswer(repository: RepositoryName, status: number, body: unknown): DispatchAnswer {
  if (REDIRECTS.includes(status)) return { type: 'moved' };
  if (status !== 200 && status !== 204) {
    return {
      type: 'unclear',
      message: `GitHub answered the dispatch with ${status}, which means nothing that is known`,
    };
  }
  const details = RunDetails.safeParse(body);
  if (!details.success) return { type: 'accepted' };
  const { workflow_run_id: runId, run_url: apiUrl, html_url: url } = details.data;
  if (
    apiUrl.toLowerCase().endsWith(`/repos/${repository.owner}/${repository.name}/actions/runs/${runId}`.toLowerCase())
  ) {
    return { type: 'started', runId, url };
  }
  return {
    type: 'unclear',
    message: `GitHub named an actions run of another repository, ${apiUrl}: check whether ${repository.owner}/${repository.name} was renamed or moved`,
  };
}

/** Answers that say for certain that nothing was started. */
const REFUSALS = [400, 401, 403, 404, 410, 413, 422, 451];

/** What is known after a dispatch that failed: certainly nothing sent, certainly refused, or unclear. */
export function failedDispatch(request: DispatchRequest, error: unknown, now = Date.now()): DispatchAnswer {
  const failure = readFailure(error);
  const message = maskSecrets(failure.message);
  switch (failure.type) {
    case 'held-back':
      return { type: 'rate-limited', notBefore: failure.until };
    case 'no-access':
      return { type: 'refused', status: failure.status, message, advice: failure.advice };
    case 'no-answer':
      return failure.sent === 'never'
        ? { type: 'not-sent', message: `The dispatch was not sent: ${message}` }
        : { type: 'unclear', message: `The dispatch was sent, and then: ${message}` };
    case 'answered':
      return refusedDispatch(request, { ...failure, message }, now);
  }
}

function refusedDispatch(request: DispatchRequest, failure: AnsweredFailure, now: number): DispatchAnswer {
  const { status, message } = failure;
  const notBefore = rateLimitedUntil(failure, now);
  if (notBefore !== null) return { type: 'rate-limited', notBefore };
  if (!REFUSALS.includes(status)) {
    return {
      type: 'unclear',
      message: `GitHub answered the dispatch with ${status}${message === '' ? '' : `: ${message}`}`,
    };
  }
  return { type: 'refused', status, message, advice: dispatchAdvice(request, failure) };
}

/** Whether a server is too old for `return_run_details` (GitHub Enterprise Server before 3.21). */
export function refusesRunDetails(error: unknown): boolean {
  const failure = readFailure(error);
  return (
    failure.type === 'answered' &&
    (failure.status === 422 || failure.status === 400) &&
    failure.message.includes('return_run_details')
  );
}
