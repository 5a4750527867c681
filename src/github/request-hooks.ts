import type { Octokit } from '@octokit/rest';
import { Redirected, readFailure } from './transport-failure.ts';
import type { WriteTurns } from './write-turns.ts';

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

/** An Octokit plugin: pins the version of the API, whose shapes differ. */
export function pinningVersion(octokit: Pick<Octokit, 'hook'>): void {
  octokit.hook.before('request', ({ headers }) => {
    headers['x-github-api-version'] = '2022-11-28';
  });
}

/** An Octokit plugin: every write waits for its turn; reads pass. */
export function takingTurns(turns: WriteTurns) {
  return (octokit: Pick<Octokit, 'hook'>): void => {
    octokit.hook.before('request', async ({ method, url }) => {
      if (method !== 'GET') await turns.take(url === '/repos/{owner}/{repo}/releases' ? 'release' : 'write');
    });
  };
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
        else if (failure.type === 'no-answer' && failure.sent === 'maybe') tell(null);
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

/** An Octokit plugin: a redirect that was not followed is no success, whatever its body says. Where it was asked for, it is. */
export function refusingRedirects(octokit: Pick<Octokit, 'hook'>): void {
  octokit.hook.after('request', ({ status }, { request }) => {
    if (status >= 300 && status < 400 && request.redirect !== 'manual') throw new Redirected(status);
  });
}
