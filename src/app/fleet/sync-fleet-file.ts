import type { Environment } from '../../config/environment.ts';
import { makeGitHub } from '../../github/github.ts';
import { gitHubOptions } from '../github-options.ts';
import { renderFile } from './render-file.ts';
import { syncFleet } from './sync-fleet.ts';
import type { SyncedRepository, SyncOptions } from './sync-repository.ts';

/** Brings the repositories of the fleet of that file, or those alone that are named, to what is generated from it. */
export async function syncFleetFile(
  environment: Environment,
  file: string,
  { only, ...options }: SyncOptions & { readonly only: readonly string[] },
): Promise<readonly SyncedRepository[]> {
  const rendered = await renderFile(file, only);
  return syncFleet(makeGitHub(gitHubOptions(environment)), rendered, options);
}
