import { join } from 'node:path';
import type { ProcessDependencies } from '../activities/dependencies.ts';
import { openPgpSigner } from '../artifacts/signing.ts';
import { makeStaging } from '../artifacts/staging.ts';
import { makeStore } from '../artifacts/store.ts';
import type { Environment } from '../config/environment.ts';
import { parseVersionsToml } from '../config/versions-toml.ts';
import { updateVersionsToml } from '../config/versions-toml-update.ts';
import { makeGitHub } from '../github/github.ts';
import { gitHubOptions } from './github-options.ts';
import { requireChains } from './settings.ts';

/** What the activities of this process act on. */
export async function makeDependencies(environment: Environment): Promise<ProcessDependencies> {
  const { dataFolder, stagingBytes, timings, chains, signing, store } = environment;
  return {
    github: makeGitHub(gitHubOptions(environment)),
    staging: makeStaging(join(dataFolder, 'staging'), stagingBytes),
    timings,
    loadChains: () => requireChains(chains),
    versions: { read: parseVersionsToml, update: updateVersionsToml },
    store: store === null ? null : makeStore(store),
    signer: signing === null ? null : await openPgpSigner(signing),
  };
}
