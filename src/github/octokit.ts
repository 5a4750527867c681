import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';
import { Octokit } from '@octokit/rest';
import Bottleneck from 'bottleneck';
import {
  observing,
  refusingCutAnswers,
  repeatingOnlyReads,
  signing,
  type RequestObservation,
  type TokenProvider,
} from './request-hooks.ts';
import { fetchWithin } from './timed-fetch.ts';

export interface OctokitOptions {
  /** Of the API: `https://api.github.com`, `https://HOST/api/v3`, or a simulator. */
  readonly baseUrl: string;
  readonly token: TokenProvider;
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

const USER_AGENT = 'cascade';
/** Failures are thrown and requests told of: Octokit's own lines on the console would only repeat them. */
const SILENT = { debug: ignore, info: ignore, warn: ignore, error: ignore };
const READ_RETRIES = 2;
/** Answers that asking again soon does not change; rate limits among them, which the engine waits for. */
const FINAL = [400, 401, 403, 404, 409, 410, 422, 429, 451];

/** For all calls but the dispatch: spaced writes, repeated reads, rate limits reported at once instead of slept through. */
export function makeOctokit({ baseUrl, token, onRequest, pacing, timeout }: OctokitOptions): Octokit {
  // The first plugin is the innermost: what it sees are the requests that really leave.
  const Paced = Octokit.plugin(
    observing(onRequest),
    signing(token),
    refusingCutAnswers,
    throttling,
    retry,
    repeatingOnlyReads,
  );
  const spaced = (minTime: number) => new Bottleneck.Group({ maxConcurrent: 1, minTime });
  return new Paced({
    baseUrl,
    userAgent: USER_AGENT,
    log: SILENT,
    request: { fetch: fetchWithin(timeout) },
    retry: { retries: READ_RETRIES, retryAfterBaseValue: pacing.retryBackoff, doNotRetry: FINAL },
    throttle: {
      id: baseUrl,
      write: spaced(pacing.writeSpacing),
      notifications: spaced(pacing.releaseSpacing),
      onRateLimit: ignore,
      onSecondaryRateLimit: ignore,
    },
  });
}

/** For the dispatch alone: nothing between the caller and the one POST, neither queue nor retry. */
export function makeBareOctokit({ baseUrl, token, onRequest }: Omit<OctokitOptions, 'pacing' | 'timeout'>): Octokit {
  const Bare = Octokit.plugin(observing(onRequest), signing(token));
  return new Bare({ baseUrl, userAgent: USER_AGENT, log: SILENT });
}

/** As the answer to a rate limit it means: do not wait here. The error carries the time, and the engine waits. */
function ignore(): void {
  return undefined;
}
