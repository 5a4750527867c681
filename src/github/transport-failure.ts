/** Thrown before a request leaves: whatever it says, GitHub has not heard of it. */
export class NotSent extends Error {
  override readonly name = 'NotSent' as const;
}

/** What is known of a request that failed. */
export type Failure =
  | { readonly type: 'answered'; readonly status: number; readonly headers: Headers; readonly message: string }
  | { readonly type: 'no-answer'; readonly sent: 'never' | 'maybe'; readonly message: string };

type Headers = Readonly<Record<string, string | number | undefined>>;

interface HttpError extends Error {
  readonly status: number;
  readonly response?: { readonly headers: Headers; readonly data: unknown };
}

/** Reads what Octokit or fetch threw. */
export function readFailure(error: unknown): Failure {
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
