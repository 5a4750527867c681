import { join } from 'node:path';
import type { ProcessDependencies } from '../activities/dependencies.ts';
import { openPgpSigner } from '../artifacts/signing.ts';
import { makeStaging } from '../artifacts/staging.ts';
import { makeStore } from '../artifacts/store.ts';
import type { Environment } from '../config/environment.ts';
import { parseVersionsToml } from '../config/versions-toml.ts';
import { updateVersionsToml } from '../config/versions-toml-update.ts';
import { makeGitHub } from '../github/github.ts';
import { approvalSeal } from './approval-seal.ts';
import { gitHubOptions } from './github-options.ts';
import { requireChains } from './settings.ts';
import { toldVariable } from './told-variable.ts';

/** What the activities of this process act on. */
export async function makeDependencies(environment: Environment): Promise<ProcessDependencies> {
  const { dataFolder, stagingBytes, timings, temporalUi, chains, signing, store, approvalSecret } = environment;
  return {
    github: makeGitHub(gitHubOptions(environment)),
    staging: makeStaging(join(dataFolder, 'staging'), stagingBytes),
    timings,
    variable: toldVariable,
    temporalUi,
    seal: approvalSecret === null ? null : approvalSeal(approvalSecret),
    loadChains: () => requireChains(chains),
    versions: { read: parseVersionsToml, update: updateVersionsToml },
    store: store === null ? null : makeStore(store),
    signer: signing === null ? null : await openPgpSigner(signing),
  };
}
