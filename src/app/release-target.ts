import type { Environment } from '../config/environment.ts';
import type { Chain } from '../domain/chain.ts';
import type { ReleaseTarget } from '../domain/release/release-target.ts';
import { makeGitHub } from '../github/github.ts';
import type { GitHub } from '../github/port.ts';
import { gitHubOptions } from './github-options.ts';
import { UserError } from './user-error.ts';

/** Where a chain publishes, and the GitHub to ask there. Throws a UserError where it publishes nothing, or no token is set. */
export function releaseTarget(
  environment: Environment,
  { name, release }: Chain,
): { readonly github: GitHub; readonly target: ReleaseTarget } {
  if (release !== null) return { github: makeGitHub(gitHubOptions(environment)), target: release };
  throw new UserError(`Chain ${name} publishes no releases: its configuration has no "release".`);
}
