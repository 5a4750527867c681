import type { Environment } from '../../config/environment.ts';
import { makeGitHub } from '../../github/github.ts';
import { gitHubOptions } from '../github-options.ts';
import { renderFiles } from './render-files.ts';
import { syncFleet } from './sync-fleet.ts';
import type { SyncedRepository, SyncOptions } from './sync-repository.ts';

/** Brings the repositories of the fleets of these files, or those alone that are named, to what is generated from them. */
export async function syncFleetFiles(
  environment: Environment,
  files: readonly string[],
  { only, ...options }: SyncOptions & { readonly only: readonly string[] },
): Promise<readonly SyncedRepository[]> {
  const rendered = await renderFiles(files, only);
  return syncFleet(makeGitHub(gitHubOptions(environment)), rendered, options);
}
