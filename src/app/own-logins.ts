import type { Environment } from '../config/environment.ts';
import { makeGitHubApp } from '../github/app.ts';
import { gitHubOptions } from './github-options.ts';

/**
 * The logins of accounts that only Cascade uses. A personal token has none: its person pushes and releases, too, and what
 * Cascade does with it is known by its markers. Throws a GitHubError where the App can't be asked for its name.
 */
export async function ownLogins(environment: Environment): Promise<readonly string[]> {
  if (environment.github.credentials?.type !== 'app') return [];
  const app = makeGitHubApp(gitHubOptions(environment));
  return app === null ? [] : [`${(await app.app()).slug}[bot]`];
}
