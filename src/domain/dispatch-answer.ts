/** What is known after a dispatch. */
export type DispatchAnswer =
  /** 200: the actions run is known. */
  | { readonly type: 'started'; readonly runId: number; readonly url: string }
  /** 204: accepted; which actions run it started must be found. */
  | { readonly type: 'accepted' }
  /** A redirect: the repository is known by another name now, and nothing was started. */
  | { readonly type: 'moved' }
  /** The deadline had passed, or the connection was refused: certainly nothing was sent. */
  | { readonly type: 'not-sent'; readonly message: string }
  /** A rate limit: not accepted, and free to be sent again at `notBefore` (milliseconds since the epoch). */
  | { readonly type: 'rate-limited'; readonly notBefore: number }
  /** 401, 403, 404, 422: GitHub will not do it. */
  | { readonly type: 'refused'; readonly status: number; readonly message: string; readonly advice: string }
  /** A time-out, a reset, 5xx, 429 without headers: it may have been accepted. */
  | { readonly type: 'unclear'; readonly message: string };
