import { retry } from '@octokit/plugin-retry';
import { Octokit } from '@octokit/rest';
import type { Limits } from './limits.ts';
import {
  observing,
  pinningVersion,
  refusingCutAnswers,
  refusingRedirects,
  repeatingOnlyReads,
  type RequestObservation,
  takingTurns,
} from './request-hooks.ts';
import { signing } from './signing.ts';
import { fetchWithin } from './timed-fetch.ts';
import type { TokenSource } from './token-source.ts';
import type { WriteTurns } from './write-turns.ts';

/** What every request to GitHub has in common. */
export interface ClientSettings {
  /** Of the API, without a slash at its end. */
  readonly baseUrl: string;
  readonly onRequest: (request: RequestObservation) => void;
  readonly pacing: Pacing;
  /** How long one try of a request may take, milliseconds. */
  readonly timeout: number;
}

/** How fast GitHub is asked, in milliseconds. */
export interface Pacing {
  /** Between two writes. */
  readonly writeSpacing: number;
  /** Between two writes that notify people: making a release. */
  readonly releaseSpacing: number;
  /** Before a read is first repeated; the second time waits four times as long. */
  readonly retryBackoff: number;
}

/** As GitHub's best practices ask for. */
export const GITHUB_PACING: Pacing = { writeSpacing: 1000, releaseSpacing: 3000, retryBackoff: 1000 };

/** Whose requests these are: what signs them, and what holds them back. */
export interface Signer {
  readonly tokens: TokenSource;
  readonly turns: WriteTurns;
  readonly limits: Limits;
}

const USER_AGENT = 'cascade';
/** Failures are thrown and requests told of: Octokit's own lines on the console would only repeat them. */
export const SILENT = { debug: ignore, info: ignore, warn: ignore, error: ignore };
const READ_RETRIES = 2;
/** Answers that asking again soon does not change; rate limits among them, which the engine waits for. */
const FINAL = [400, 401, 403, 404, 409, 410, 422, 429, 451];

/** For all calls but the dispatch: repeated reads, spaced writes, rate limits reported at once instead of slept through. */
export function makeOctokit(settings: ClientSettings, { tokens, turns, limits }: Signer): Octokit {
  // The first plugin is the innermost: what it sees are the requests that really leave.
  const Repeating = Octokit.plugin(
    observing(settings.onRequest),
    limits.plugin,
    pinningVersion,
    takingTurns(turns),
    signing(tokens),
    refusingCutAnswers,
    refusingRedirects,
    retry,
    repeatingOnlyReads,
  );
  return new Repeating(repeatingOptions(settings));
}

/** For the dispatch alone, which is never repeated. */
export function makeBareOctokit({ baseUrl, onRequest }: ClientSettings, { tokens, turns, limits }: Signer): Octokit {
  const Bare = Octokit.plugin(observing(onRequest), limits.plugin, pinningVersion, takingTurns(turns), signing(tokens));
  return new Bare({ baseUrl, userAgent: USER_AGENT, log: SILENT });
}

/** What Octokit is to know where reads are repeated. */
export function repeatingOptions({ baseUrl, pacing, timeout }: ClientSettings) {
  return {
    baseUrl,
    userAgent: USER_AGENT,
    log: SILENT,
    request: { fetch: fetchWithin(timeout) },
    retry: { retries: READ_RETRIES, retryAfterBaseValue: pacing.retryBackoff, doNotRetry: FINAL },
  };
}

function ignore(): void {
  return undefined;
}
