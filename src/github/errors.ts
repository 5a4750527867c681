import { GitHubError, type GitHubErrorKind } from '../domain/github-error.ts';
import { maskSecrets } from '../telemetry/mask.ts';
import type { RepositoryName } from './port.ts';
import { rateLimitedUntil } from './rate-limit.ts';
import { refusalAdvice } from './refusal-advice.ts';
import { readFailure, type Failure } from './transport-failure.ts';

/** What was asked of GitHub, in words that complete "Could not ...", and the permission that it takes. */
export interface Call {
  readonly what: string;
  readonly repository: RepositoryName | null;
  readonly permission: string;
}

/** A call about one repository. */
export type RepositoryCall = Call & { readonly repository: RepositoryName };

/** Runs one call; whatever goes wrong leaves it as a `GitHubError`. */
export async function ask<T>(call: Call, send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (error) {
    throw error instanceof GitHubError ? error : toGitHubError(call, error);
  }
}

/** The same, but `null` where GitHub knows no such thing. */
export async function askForOne<T>(call: Call, send: () => Promise<T>): Promise<T | null> {
  try {
    return await ask(call, send);
  } catch (error) {
    if (error instanceof GitHubError && error.kind === 'not-found') return null;
    throw error;
  }
}

/** What is asked in there, but `null` where the token may not know. */
export async function unlessForbidden<T>(asking: () => Promise<T>): Promise<T | null> {
  try {
    return await asking();
  } catch (error) {
    if (error instanceof GitHubError && error.kind === 'forbidden') return null;
    throw error;
  }
}

/** Translates what a call threw. Only the text of the cause is kept: the error itself holds headers and addresses. */
function toGitHubError(call: Call, error: unknown, now = Date.now()): GitHubError {
  const failure = readFailure(error);
  const kind = kindOf(failure, now);
  const next = failure.type === 'no-access' ? failure.advice : (ownWords(failure, call) ?? advice(kind, call));
  const text = maskSecrets(`${couldNot(call)}: ${happened(failure)}. ${next}`);
  const retryAt = freeAt(failure, now);
  return new GitHubError(kind, text, {
    status: 'status' in failure ? failure.status : null,
    ...(retryAt === null ? {} : { retryAt }),
  });
}

/** A rate limit is a 403 as well, and none of these. Issues that are turned off are a 410. */
function ownWords(failure: Failure, { permission }: Call): string | null {
  const isExplained = failure.type === 'answered' && [403, 410].includes(failure.status);
  return isExplained ? refusalAdvice(failure, permission) : null;
}

/** When a rate limit is over; `null` where none is the matter. */
function freeAt(failure: Failure, now: number): number | null {
  if (failure.type === 'held-back') return failure.until;
  return failure.type === 'answered' ? rateLimitedUntil(failure, now) : null;
}

/** The beginning of a message about a call that failed. */
export function couldNot({ what, repository }: Call): string {
  return `Could not ${what}${repository === null ? '' : ` in ${repository.owner}/${repository.name}`}`;
}

function happened(failure: Failure): string {
  if (failure.type !== 'answered') return failure.message;
  return `GitHub answered ${failure.status}${failure.message === '' ? '' : ` (${failure.message})`}`;
}

function kindOf(failure: Failure, now: number): GitHubErrorKind {
  if (freeAt(failure, now) !== null) return 'rate-limited';
  if (failure.type === 'no-access') return failure.status === 401 ? 'unauthorized' : 'forbidden';
  if (failure.type !== 'answered') return 'unavailable';
  switch (failure.status) {
    // A redirect of a write, which was not followed: asking again does not change it.
    case 301:
    case 302:
    case 307:
    case 308:
      return 'invalid';
    case 401:
      return 'unauthorized';
    case 403:
    case 451:
      return 'forbidden';
    case 404:
      return 'not-found';
    case 409:
      return 'conflict';
    case 410:
      return 'gone';
    case 422:
      return unprocessable(failure.message);
    case 400:
    case 413:
      return 'invalid';
    default:
      return 'unavailable';
  }
}

/** GitHub's 422 has many meanings, which only its words tell apart. */
function unprocessable(message: string): GitHubErrorKind {
  if (/\bReference does not exist\b/.test(message)) return 'not-found';
  // The last is said of a file that is there where none was expected.
  return /\balready[_ ]exists\b|"sha" wasn't supplied/.test(message) ? 'conflict' : 'invalid';
}

function advice(kind: GitHubErrorKind, { permission, repository }: Call): string {
  switch (kind) {
    case 'unauthorized':
      return 'Check that the token is complete and has not expired.';
    case 'forbidden':
      return `Check that the token has the permission ${permission}${repository === null ? '' : ' on this repository'}.`;
    case 'not-found':
      return 'Check the name, and that the token can see the repository: GitHub answers 404 for what a token may not see.';
    case 'conflict':
      return 'Look on GitHub at what is there already.';
    case 'invalid':
      return 'GitHub did not accept what was sent: its own words say which part.';
    case 'gone':
      return 'It has expired or was removed, and cannot come back: it has to be built again.';
    case 'rate-limited':
      return 'It can be asked again when the rate limit allows it.';
    case 'unavailable':
      return 'Check the address of the API, the network, and githubstatus.com.';
  }
}
