import { join } from 'node:path';
import type { Dependencies } from '../activities/dependencies.ts';
import { makeStaging } from '../artifacts/staging.ts';
import type { Environment } from '../config/environment.ts';
import { makeGitHub } from '../github/github.ts';
import { GITHUB_PACING } from '../github/octokit.ts';
import { requireChains } from './settings.ts';
import { UserError } from './user-error.ts';

/** What the activities of this process act on. */
export function makeDependencies({ github, spacing, dataFolder, timings, chains }: Environment): Dependencies {
  const { token } = github;
  if (token === null) {
    throw new UserError(
      'No token for GitHub: set CASCADE_GITHUB_TOKEN, or CASCADE_GITHUB_TOKEN_FILE to a file that holds it. ' +
        'It needs Actions and Contents, read and write, in every repository of the chain.',
    );
  }
  return {
    github: makeGitHub({
      baseUrl: github.url,
      token: () => token,
      pacing: { ...GITHUB_PACING, writeSpacing: spacing.write, releaseSpacing: spacing.release },
    }),
    staging: makeStaging(join(dataFolder, 'staging')),
    timings,
    loadChains: () => requireChains(chains),
  };
}
