import type { Environment } from '../config/environment.ts';
import type { GitHubOptions } from '../github/github.ts';
import { GITHUB_PACING } from '../github/octokit.ts';
import { UserError } from './user-error.ts';

/** How this process reaches GitHub; throws where the environment names no credentials. */
export function gitHubOptions({ github, spacing }: Environment): GitHubOptions {
  const { url, credentials } = github;
  if (credentials === null) {
    throw new UserError(
      'No token for GitHub: set CASCADE_GITHUB_TOKEN, or CASCADE_GITHUB_TOKEN_FILE to a file that holds it; or ' +
        'CASCADE_GITHUB_APP_ID and CASCADE_GITHUB_APP_KEY_FILE for a GitHub App. docs/github-app.md says what each needs.',
    );
  }
  return {
    baseUrl: url,
    credentials,
    pacing: { ...GITHUB_PACING, writeSpacing: spacing.write, releaseSpacing: spacing.release },
  };
}
