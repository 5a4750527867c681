import { join } from 'node:path';
import type { ProcessDependencies } from '../activities/dependencies.ts';
import { makeStaging } from '../artifacts/staging.ts';
import type { Environment } from '../config/environment.ts';
import { makeGitHub } from '../github/github.ts';
import { gitHubOptions } from './github-options.ts';
import { requireChains } from './settings.ts';

/** What the activities of this process act on. */
export function makeDependencies(environment: Environment): ProcessDependencies {
  const { dataFolder, timings, chains } = environment;
  return {
    github: makeGitHub(gitHubOptions(environment)),
    staging: makeStaging(join(dataFolder, 'staging')),
    timings,
    loadChains: () => requireChains(chains),
  };
}
