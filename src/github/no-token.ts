import type { Octokit } from '@octokit/rest';
import type { RepositoryName } from './port.ts';
import { rateLimitedUntil } from './rate-limit.ts';
import { readFailure } from './transport-failure.ts';
import { NoAccess } from './unsent.ts';

/** Says why an App has no token for a repository, and what to do. What only happened on the way stays as it is. */
export async function explainNoToken(app: Octokit, { owner, name }: RepositoryName, error: unknown): Promise<unknown> {
  const failure = readFailure(error);
  if (failure.type !== 'answered' || rateLimitedUntil(failure, Date.now()) !== null) return error;
  const { status, message } = failure;
  if (status === 401 || message === 'Integration not found') {
    return new NoAccess(
      `GitHub does not accept the App's key (${message})`,
      401,
      'Check that CASCADE_GITHUB_APP_ID and CASCADE_GITHUB_APP_KEY belong to the same App, and that the key was not deleted there.',
    );
  }
  switch (status) {
    case 404:
      return new NoAccess(
        `the GitHub App is not installed for ${owner}/${name}`,
        status,
        `Install it ${await installPage(app)}, and let it cover this repository.`,
      );
    case 403:
    case 422:
      return new NoAccess(
        `the GitHub App gets no token for ${owner}/${name} (${message})`,
        status,
        `Check ${await installPage(app)} that its installation for ${owner} is not suspended and covers this repository.`,
      );
    default:
      return error;
  }
}

async function installPage(app: Octokit): Promise<string> {
  try {
    const { data } = await app.rest.apps.getAuthenticated();
    return data === null ? 'on its page' : `at ${data.html_url}/installations/new`;
  } catch {
    return 'on its page';
  }
}
