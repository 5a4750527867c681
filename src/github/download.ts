import type { Octokit } from '@octokit/rest';
import { GitHubError } from '../domain/github-error.ts';
import { at, named } from './at.ts';
import { ask, couldNot, type Call, type RepositoryCall } from './errors.ts';
import { keptWithBody } from './kept-response.ts';
import type { RepositoryName } from './port.ts';
import { fetchBegunWithin } from './timed-fetch.ts';
import { readFailure } from './transport-failure.ts';

/** Something that GitHub keeps in a store of its own: the call, and the route that leads there. */
interface Download {
  readonly call: RepositoryCall;
  readonly route: string;
  /** Of the route, but for the repository. */
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** What is stored there, and what its store says of it. */
export interface Downloaded {
  readonly content: ReadableStream<Uint8Array>;
  /** Without parameters; `null` where it isn't said. */
  readonly mediaType: string | null;
  /** Of the address that it came from. */
  readonly path: string;
}

/** How a download is asked for: how long GitHub's answer may take to begin, in milliseconds, and what ends all of it. */
interface Patience {
  readonly timeout: number;
  readonly signal: AbortSignal;
}

/** The content as it streams, never held as a whole. The signal ends the stream, too. */
export function download(octokit: Octokit, wanted: Download, patience: Patience): Promise<Downloaded> {
  const { call } = wanted;
  return ask(call, async () => {
    const { status, headers, url, data } = await lookUp(octokit, wanted, patience);
    // Servers without such a store give the content itself.
    if (status === 200 && data instanceof ReadableStream) {
      return describe(data as ReadableStream<Uint8Array>, headers['content-type'] ?? null, url);
    }
    await discard(data);
    if (status === 302 && headers.location !== undefined) {
      return await openSigned(call, new URL(headers.location, url), patience.signal);
    }
    const text = `${couldNot(call)}: GitHub named no address to fetch it from. Check that the address of the API is GitHub's.`;
    throw new GitHubError('unavailable', text, { status: null });
  });
}

interface Answer {
  readonly status: number;
  readonly headers: { readonly location?: string | undefined; readonly 'content-type'?: string | undefined };
  readonly url: string;
  /** The body, unread: Octokit would hold it in memory as a whole. */
  readonly data: unknown;
}

async function lookUp(
  octokit: Octokit,
  { call, route, parameters }: Download,
  { timeout, signal }: Patience,
): Promise<Answer> {
  const request = {
    redirect: 'manual' as const,
    parseSuccessResponseBody: false,
    fetch: fetchBegunWithin(timeout),
    signal,
  };
  const askAt = (place: RepositoryName): Promise<Answer> =>
    octokit.request(route, { ...at(place), ...parameters, request });
  const answer = await askAt(call.repository);
  if (answer.status !== 301) return answer;
  // No file is there, but the repository itself, under the name that it has now.
  await discard(answer.data);
  const { data } = await octokit.rest.repos.get(at(call.repository));
  return askAt(named(data.full_name));
}

async function discard(body: unknown): Promise<void> {
  if (body instanceof ReadableStream) await body.cancel();
}

/**
 * Streams from an address that carries its own permission and lives for minutes; our token must not go there.
 * There is no time-out over the whole: fetch ends a stream that stays silent for five minutes, and so does the signal.
 */
async function openSigned(call: Call, address: URL, signal: AbortSignal): Promise<Downloaded> {
  const response = await fetch(address, { signal })
    .then(keptWithBody)
    .catch((error: unknown) => {
      throw storeFailed(call, address, readFailure(error).message, null);
    });
  if (response.ok && response.body !== null) {
    return describe(response.body, response.headers.get('content-type'), response.url);
  }
  await response.body?.cancel();
  throw storeFailed(call, address, `it answered ${response.status}`, response.status);
}

function describe(content: Downloaded['content'], contentType: string | null, address: string): Downloaded {
  const mediaType = contentType?.split(';', 1)[0]?.trim().toLowerCase() ?? null;
  return { content, mediaType, path: new URL(address).pathname };
}

function storeFailed(call: Call, { host }: URL, what: string, status: number | null): GitHubError {
  const text = `${couldNot(call)} from ${host}, where GitHub keeps it: ${what}. Asking GitHub again gives a new address; check that this host can be reached.`;
  return new GitHubError('unavailable', text, { status });
}
