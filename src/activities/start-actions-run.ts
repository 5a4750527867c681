import { activityInfo, heartbeat } from '@temporalio/activity';
import type { DispatchTarget } from '../domain/build-inputs.ts';
import type { FilledDispatch } from '../domain/build-order.ts';
import type { DispatchAnswer } from '../domain/dispatch-answer.ts';
import type { RateBudget } from '../domain/rate-budget.ts';
import { GitHubError } from '../domain/github-error.ts';
import type { DispatchRequest, GitHub, RepositoryName } from '../github/port.ts';
import type { Dependencies } from './dependencies.ts';

export interface StartInput {
  readonly target: DispatchTarget;
  readonly dispatch: FilledDispatch;
  /** `null` where the actions workflow knows nothing of us: GitHub refuses inputs that it doesn't declare. */
  readonly marker: string | null;
}

export interface StartResult {
  readonly answer: Exclude<DispatchAnswer, { type: 'moved' }>;
  /** Where it was sent in the end: a repository that was renamed meanwhile is followed. */
  readonly place: RepositoryName;
  readonly budget: RateBudget | null;
}

/**
 * Asks GitHub for an actions run: posts at most once, and answers with what is known afterwards.
 * The engine never retries it. A worker that stalls before its POST may find itself given up and replaced, so
 * nothing is sent after a deadline that is counted from when the engine handed the dispatch out.
 */
export function startActionsRun({ github, timings }: Pick<Dependencies, 'github' | 'timings'>) {
  return async function startActionsRun(input: StartInput): Promise<StartResult> {
    const deadline = activityInfo().currentAttemptScheduledTimestampMs + timings.dispatchDeadline;
    const beat = setInterval(heartbeat, timings.dispatchHeartbeat / 3);
    try {
      const result = await post(github, input, deadline);
      return { ...result, budget: github.budget(result.place.owner) };
    } finally {
      clearInterval(beat);
    }
  };
}

/** A redirect is no acceptance, so following it is still the first POST that counts. */
async function post(
  github: GitHub,
  { target, dispatch, marker }: StartInput,
  deadline: number,
): Promise<Omit<StartResult, 'budget'>> {
  const first = await github.dispatch(requestOf(target, dispatch, marker), deadline);
  if (first.type !== 'moved') return { answer: first, place: placeOf(target) };
  const place = await nameOfToday(github, target);
  if ('message' in place) return { answer: { type: 'not-sent', message: place.message }, place: placeOf(target) };
  const second = await github.dispatch(requestOf({ ...target, ...place }, dispatch, marker), deadline);
  if (second.type !== 'moved') return { answer: second, place };
  const message = `${target.owner}/${target.name} moved, and its new address redirects again`;
  const advice = 'Put its present owner/name into the configuration.';
  return { answer: { type: 'refused', status: 301, message, advice }, place };
}

async function nameOfToday(github: GitHub, target: RepositoryName): Promise<RepositoryName | { message: string }> {
  try {
    return placeOf(await github.repository(target));
  } catch (error) {
    if (error instanceof GitHubError) return { message: error.message };
    throw error;
  }
}

function placeOf({ owner, name }: RepositoryName): RepositoryName {
  return { owner, name };
}

function requestOf(target: DispatchTarget, dispatch: FilledDispatch, marker: string | null): DispatchRequest {
  const { owner, name, workflow, ref } = target;
  if (dispatch.type === 'workflow_dispatch') {
    const inputs = marker === null ? dispatch.inputs : { ...dispatch.inputs, cascade: marker };
    return { owner, name, type: dispatch.type, workflow, ref, inputs };
  }
  const payload = marker === null ? dispatch.payload : { ...dispatch.payload, cascade: { marker } };
  return { owner, name, type: dispatch.type, eventType: dispatch.eventType, payload };
}
