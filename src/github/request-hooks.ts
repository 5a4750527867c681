import type { Octokit } from '@octokit/rest';
import { NotSent, readFailure } from './transport-failure.ts';

/** Gives the token of the moment; asked before every request, so that short-lived tokens can take turns. */
export type TokenProvider = () => string | Promise<string>;

/** One HTTP request as it was answered. */
export interface RequestObservation {
  readonly method: string;
  /** The template, such as `/repos/{owner}/{repo}/actions/runs/{run_id}`. */
  readonly route: string;
  /** `owner/name`; `null` for calls that belong to no repository. */
  readonly repository: string | null;
  /** `null` where no answer came. */
  readonly status: number | null;
  /** Milliseconds from sending to the answer's end. */
  readonly ms: number;
}

/** An Octokit plugin: signs every request with the token and pins the version of the API, whose shapes differ. */
export function signing(token: TokenProvider) {
  return (octokit: Pick<Octokit, 'hook'>): void => {
    octokit.hook.before('request', async (options) => {
      options.headers.authorization = `Bearer ${await current(token)}`;
      options.headers['x-github-api-version'] = '2022-11-28';
    });
  };
}

async function current(token: TokenProvider): Promise<string> {
  try {
    return await token();
  } catch (error) {
    throw new NotSent(`there is no token: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** An Octokit plugin: only what changes nothing is ever repeated by the client. */
export function repeatingOnlyReads(octokit: Pick<Octokit, 'hook'>): void {
  octokit.hook.before('request', (options) => {
    if (options.method !== 'GET') options.request['retries'] = 0;
  });
}

/** An Octokit plugin: tells of every request that left, repeated ones too. Must be the innermost. */
export function observing(onRequest: (request: RequestObservation) => void) {
  return (octokit: Pick<Octokit, 'hook'>): void => {
    octokit.hook.wrap('request', async (request, options) => {
      const { owner, repo, method, url } = options as typeof options & { owner?: string; repo?: string };
      const startedAt = performance.now();
      const tell = (status: number | null) => {
        const repository = owner === undefined || repo === undefined ? null : `${owner}/${repo}`;
        onRequest({
          method,
          route: url.replace(/\{\?.*\}$/, ''),
          repository,
          status,
          ms: performance.now() - startedAt,
        });
      };
      try {
        const response = await request(options);
        tell(response.status);
        return response;
      } catch (error) {
        const failure = readFailure(error);
        if (failure.type === 'answered') tell(failure.status);
        else if (failure.sent === 'maybe') tell(null);
        throw error;
      }
    });
  };
}

/**
 * An Octokit plugin: Octokit hands a body that was cut off, or a proxy's page, over as text. Where JSON was asked
 * for, that is no answer.
 */
export function refusingCutAnswers(octokit: Pick<Octokit, 'hook'>): void {
  octokit.hook.after('request', (response) => {
    if ((response.status === 200 || response.status === 201) && typeof response.data === 'string') {
      throw new Error(`GitHub's answer (${response.status}) was cut off or is no JSON`);
    }
  });
}
