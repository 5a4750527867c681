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
  /** Nothing is sent after it; milliseconds since the epoch. */
  readonly deadline: number;
  /** The first execution of the build, unless it has looked for a run already: another one may have dispatched before it. */
  readonly firstExecution: string | null;
}

export interface StartResult {
  /** `was-reset`: nothing was sent, because the build was reset and a run of this attempt may be there already. */
  readonly answer: Exclude<DispatchAnswer, { type: 'moved' }> | { readonly type: 'was-reset' };
  /** Where it was sent in the end: a repository that was renamed meanwhile is followed. */
  readonly place: RepositoryName;
  readonly budget: RateBudget | null;
}

/**
 * Asks GitHub for an actions run: posts at most once, and answers with what is known afterwards.
 * The engine never retries it. A worker that stalls before its POST may find itself given up and replaced, so
 * nothing is sent after the deadline: the search for what was sent begins to count from there.
 */
export function startActionsRun({ github, timings }: Pick<Dependencies, 'github' | 'timings'>) {
  return async function startActionsRun(input: StartInput): Promise<StartResult> {
    if (wasReset(input)) return { answer: { type: 'was-reset' }, place: placeOf(input.target), budget: null };
    const beat = setInterval(heartbeat, timings.dispatchHeartbeat / 3);
    try {
      const result = await post(github, input, input.deadline);
      return { ...result, budget: github.budget(result.place.owner) };
    } finally {
      clearInterval(beat);
    }
  };
}

/** The activity knows it and the workflow mustn't: what it did before the reset is replayed, and has to go the same way. */
function wasReset({ firstExecution }: StartInput): boolean {
  return firstExecution !== null && activityInfo().workflowExecution?.runId !== firstExecution;
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
