import { HeldBack, NoAccess, NotSent } from './unsent.ts';

/** Thrown where GitHub answered with a redirect that is not followed: nothing was done. */
export class Redirected extends Error {
  override readonly name = 'Redirected' as const;
  readonly status: number;

  constructor(status: number) {
    super('GitHub knows it by another name or address now');
    this.status = status;
  }
}

/** An answer that is no success. */
export interface AnsweredFailure {
  readonly type: 'answered';
  readonly status: number;
  readonly headers: Headers;
  readonly message: string;
}

/** What is known of a request that failed. */
export type Failure =
  | AnsweredFailure
  | { readonly type: 'no-answer'; readonly sent: 'never' | 'maybe'; readonly message: string }
  | { readonly type: 'held-back'; readonly until: number; readonly message: string }
  | { readonly type: 'no-access'; readonly status: number; readonly message: string; readonly advice: string };

type Headers = Readonly<Record<string, string | number | undefined>>;

interface HttpError extends Error {
  readonly status: number;
  readonly response?: { readonly headers: Headers; readonly data: unknown };
}

/** Reads what Octokit or fetch threw. */
export function readFailure(error: unknown): Failure {
  if (error instanceof HeldBack) return { type: 'held-back', until: error.until, message: error.message };
  if (error instanceof NoAccess) {
    return { type: 'no-access', status: error.status, message: error.message, advice: error.advice };
  }
  if (error instanceof Redirected) {
    return { type: 'answered', status: error.status, headers: {}, message: error.message };
  }
  if (isHttpError(error) && error.response !== undefined) {
    const { status, response } = error;
    return { type: 'answered', status, headers: response.headers, message: gitHubWords(response.data) };
  }
  const root = rootCause(error);
  return { type: 'no-answer', sent: neverSent(root) ? 'never' : 'maybe', message: describe(root) };
}

function isHttpError(error: unknown): error is HttpError {
  return error instanceof Error && error.name === 'HttpError' && 'status' in error;
}

function rootCause(error: unknown): unknown {
  return error instanceof Error && error.cause !== undefined ? rootCause(error.cause) : error;
}

/** True only where the connection itself did not come about: no name, nobody listening, no route. */
function neverSent(error: unknown): boolean {
  if (error instanceof NotSent) return true;
  if (error instanceof AggregateError) return error.errors.every(neverSent);
  if (!(error instanceof Error)) return false;
  const { code, syscall } = error as NodeJS.ErrnoException;
  return syscall === 'connect' || syscall === 'getaddrinfo' || code === 'UND_ERR_CONNECT_TIMEOUT';
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return 'no answer came in time';
  // Trying several addresses of one name leaves the text empty.
  if (error instanceof AggregateError && error.message === '') return error.errors.map(describe).join('; ');
  return error.message;
}

/** GitHub's message with what it says of single fields; empty where the body is not GitHub's. */
function gitHubWords(body: unknown): string {
  if (typeof body !== 'object' || body === null || !('message' in body)) return '';
  const details = 'errors' in body && Array.isArray(body.errors) ? body.errors.map(detail) : [];
  return [String(body.message), ...details].join('; ');
}

function detail(error: unknown): string {
  if (typeof error !== 'object' || error === null) return String(error);
  const { resource, field, code, message } = error as Readonly<Record<string, unknown>>;
  return [resource, field, code, message].filter((part) => typeof part === 'string').join(' ');
}
