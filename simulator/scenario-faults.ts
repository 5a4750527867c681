/** Something that goes wrong with requests to the API. Of all faults the first that fits a request and has times left is applied. */
export interface Fault {
  /** GitHub's operation id, such as `actions/create-workflow-dispatch`; `*` for all. */
  readonly operation: string;
  /** `owner/name`; any unless given. */
  readonly repository?: string;
  /** How many fitting requests pass before it begins; none unless given. */
  readonly skip?: number;
  /** How many requests it happens to; 1 unless given, Infinity is allowed. */
  readonly times?: number;
  readonly effect: FaultEffect;
}

/** What happens instead of an ordinary answer. `executed` says whether GitHub did what was asked before it went wrong. */
export type FaultEffect =
  /** The connection is reset. */
  | { readonly kind: 'reset'; readonly executed: boolean }
  /** No answer ever comes: the connection stays open until the client gives up. */
  | { readonly kind: 'silence'; readonly executed: boolean }
  /** An answer with this status; 5xx comes as the page of a proxy, anything else as GitHub's JSON. A 502 that isn't executed leaves of an upload what GitHub's does: an asset in state `starter`. */
  | { readonly kind: 'status'; readonly status: number; readonly executed: boolean; readonly message?: string }
  /** The connection is reset as soon as so many bytes of what is sent have come, and nothing is done; of an upload a `starter` may be left. */
  | { readonly kind: 'cut'; readonly afterBytes: number; readonly starter: boolean }
  /** An upload is carried out with other bytes than were sent, of the same number. */
  | { readonly kind: 'damage' }
  /** The request is carried out, and answered, so many seconds late, even if the client has gone. */
  | { readonly kind: 'late'; readonly seconds: number }
  /** A rate limit, in each way in which GitHub says so; never carried out. It is over `seconds` after the first request that it meets. */
  | { readonly kind: 'rate-limit'; readonly as: RateLimitAnswer; readonly seconds: number };

/**
 * `primary`: 403, remaining 0 and the time of the reset. `secondary`: 403 that names a secondary limit, without a time.
 * `retry-after`: 429 with that header. `bare-429`: 429 without any header that tells, as a proxy sends it.
 */
export type RateLimitAnswer = 'primary' | 'secondary' | 'retry-after' | 'bare-429';

/** How late things show, in seconds: GitHub's lists are not of the moment. */
export interface LagScenario {
  /** Until a new run is in the list without filters. */
  readonly list?: number;
  /** Until it is in lists with filters, which come from a search index. */
  readonly filteredList?: number;
  /** Until it is found by its id: 404 before. */
  readonly run?: number;
}

/** One request among all: the `occurrence`th (from 1) of that method and path template in that repository. */
export interface RequestPoint {
  readonly method: string;
  readonly pathTemplate: string;
  /** `owner/name`; `null` for requests that belong to no repository. */
  readonly repository: string | null;
  readonly occurrence: number;
}
