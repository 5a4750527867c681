import type { DispatchRequest } from './port.ts';
import { refusalAdvice } from './refusal-advice.ts';
import type { AnsweredFailure } from './transport-failure.ts';

/** What to check after GitHub refused a dispatch, by its status and its own words. */
export function dispatchAdvice(request: DispatchRequest, failure: AnsweredFailure): string {
  const { status, message } = failure;
  const repository = `${request.owner}/${request.name}`;
  if (status === 401) return 'Check that the token is complete and has not expired.';
  const general = refusalAdvice(failure, permission(request));
  if (general !== null) return general;
  if (status === 404) return `Check that ${repository} exists, ${visible(request)}`;
  const [, advice] = BY_WORDS.find(([words]) => words.test(message)) ?? [];
  if (advice !== undefined) return advice(request);
  if (status === 403) {
    return `Check that the token may do it on ${repository}: it takes the permission ${permission(request)}, and a repository where Actions are on.`;
  }
  return `Compare what is sent with what the actions workflows of ${repository} accept.`;
}

function permission(request: DispatchRequest): string {
  return request.type === 'workflow_dispatch' ? 'Actions: write' : 'Contents: write';
}

function visible(request: DispatchRequest): string {
  const access = `that the token or the App's installation covers it with ${permission(request)}`;
  return request.type === 'workflow_dispatch'
    ? `${access}, and that its default branch has .github/workflows/${request.workflow}.`
    : `and ${access}.`;
}

/** GitHub's words, and what they mean for the one who configures. */
const BY_WORDS: readonly (readonly [words: RegExp, advice: (request: DispatchRequest) => string])[] = [
  [
    /\bactions\b.*\b(?:disabled|not enabled)\b/i,
    ({ owner, name }) =>
      `Enable Actions in the settings of ${owner}/${name}, or where its organisation or enterprise switched them off.`,
  ],
  [/\bdisabled\b/i, (request) => `Enable ${subject(request)} on the Actions page of ${request.owner}/${request.name}.`],
  [
    /unexpected inputs|inputs? .*not (?:permitted|defined|declared)/i,
    (request) =>
      `Declare these inputs under on.workflow_dispatch.inputs of ${subject(request)} (ours is "cascade"), or take them out of the chain.`,
  ],
  [/required input/i, (request) => `Give that input in the chain, or a default in ${subject(request)}.`],
  [
    /does not have .?workflow_dispatch/i,
    (request) => `Add workflow_dispatch under "on" in ${subject(request)} on the default branch.`,
  ],
  [
    /no ref found|\bref\b.*(?:not found|does not exist|invalid)/i,
    (request) =>
      request.type === 'workflow_dispatch'
        ? `Check that ${request.owner}/${request.name} has a branch or tag ${request.ref}; a commit's hash is not enough.`
        : `Check the default branch of ${request.owner}/${request.name}.`,
  ],
];

function subject(request: DispatchRequest): string {
  return request.type === 'workflow_dispatch' ? request.workflow : 'the actions workflow';
}
