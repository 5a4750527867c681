import type { Octokit } from '@octokit/rest';
import { maskSecrets } from '../telemetry/mask.ts';
import type { RepositoryName } from './port.ts';
import { rateLimitedUntil } from './rate-limit.ts';
import type { TokenSource } from './token-source.ts';
import { readFailure } from './transport-failure.ts';
import { HeldBack, NotSent } from './unsent.ts';

/**
 * An Octokit plugin: signs every request with the token for its repository. A 401 was not accepted, whatever was asked:
 * where another token may be had, the request is sent again with that.
 */
export function signing(tokens: TokenSource) {
  return (octokit: Pick<Octokit, 'hook'>): void => {
    octokit.hook.wrap('request', async (request, options) => {
      const repository = repositoryOf(options);
      for (let times = 1; ; times += 1) {
        const token = await tokenFor(tokens, repository);
        options.headers.authorization = `Bearer ${token}`;
        try {
          return await request(options);
        } catch (error) {
          if (!isUnauthorized(error) || !(await tokens.refused(repository, token, times))) throw error;
        }
        // What streamed away can't be sent again by us, but by the engine.
        if (options['data'] instanceof ReadableStream) throw new Error('the token had expired; a new one is made');
      }
    });
  };
}

/** Calls about an organisation say in their request options for the sake of which repository they are made. */
function repositoryOf(options: { readonly request: Readonly<Record<string, unknown>> }): RepositoryName | null {
  const { owner, repo } = (options.request['for'] ?? options) as { owner?: string; repo?: string };
  return owner === undefined || repo === undefined ? null : { owner, name: repo };
}

/** Whatever goes wrong on the way to a token: the request that it was for has not left. */
async function tokenFor(tokens: TokenSource, repository: RepositoryName | null): Promise<string> {
  try {
    return await tokens.token(repository);
  } catch (error) {
    const failure = readFailure(error);
    switch (failure.type) {
      case 'held-back':
      case 'no-access':
        throw error;
      case 'answered': {
        const until = rateLimitedUntil(failure, Date.now());
        if (until !== null) throw new HeldBack("GitHub's rate limit for the App's own requests", until);
        throw new NotSent(`there is no token: GitHub answered ${failure.status} (${maskSecrets(failure.message)})`);
      }
      case 'no-answer':
        throw new NotSent(`there is no token: ${maskSecrets(failure.message)}`);
    }
  }
}

function isUnauthorized(error: unknown): boolean {
  const failure = readFailure(error);
  return failure.type === 'answered' && failure.status === 401;
}
