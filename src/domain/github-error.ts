/** What went wrong between us and GitHub, in the terms in which the program decides what to do. */
export type GitHubErrorKind =
  /** 401: the token is wrong or has expired. */
  | 'unauthorized'
  /** 403 that is no rate limit: the token may not do this. */
  | 'forbidden'
  | 'not-found'
  /** 409, and 422 for what exists already. */
  | 'conflict'
  /** 422, and 400: GitHub did not accept what was sent. */
  | 'invalid'
  /** 410: an artifact that has expired. */
  | 'gone'
  /** 403 or 429 with a rate limit's headers: not accepted, and free to be sent again at `retryAt`. */
  | 'rate-limited'
  /** 5xx, a time-out, a reset: whether it was accepted is not known. */
  | 'unavailable';

/** The one error that the GitHub port throws. Its message names the call, the repository and GitHub's own words. */
export class GitHubError extends Error {
  override readonly name = 'GitHubError' as const;
  readonly kind: GitHubErrorKind;
  /** HTTP status; `null` where no answer came. */
  readonly status: number | null;
  /** For `rate-limited`: when to try again, milliseconds since the epoch. */
  readonly retryAt: number | null;

  constructor(
    kind: GitHubErrorKind,
    message: string,
    options: { status: number | null; retryAt?: number; cause?: unknown },
  ) {
    super(message, { cause: options.cause });
    this.kind = kind;
    this.status = options.status;
    this.retryAt = options.retryAt ?? null;
  }
}
