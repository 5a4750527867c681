import { ApplicationFailure } from '@temporalio/common';
import { chooseCommit } from '../activities/pinning/choose-commit.ts';
import { readLockedVersions } from '../activities/pinning/locked-versions.ts';
import { rememberingLook } from '../activities/pinning/look.ts';
import type { Environment } from '../config/environment.ts';
import { parseVersionsToml } from '../config/versions-toml.ts';
import { updateVersionsToml } from '../config/versions-toml-update.ts';
import { type Chain, fullName, repositoryOf } from '../domain/chain.ts';
import { planTrain } from '../domain/plan.ts';
import type { Lock, LockedRepository } from '../domain/release/lock.ts';
import type { ReleaseRequest } from '../domain/trigger.ts';
import { releaseTarget } from './release-target.ts';
import { UserError } from './user-error.ts';

/** What a release would be built at if it were started now: what the file of versions says, else the heads. Nothing is started. */
export async function lockOfNow(environment: Environment, chain: Chain): Promise<Lock> {
  const { github } = releaseTarget(environment, chain);
  const request = releaseOfNow(chain);
  const look = rememberingLook(github);
  const versions = { read: parseVersionsToml, update: updateVersionsToml };
  const versionOf = await asUserError(() => readLockedVersions({ github, versions }, chain, request));
  const entries: (readonly [string, LockedRepository])[] = [];
  const problems: string[] = [];
  for (const { alias } of planTrain(chain, request).builds) {
    const repository = repositoryOf(chain, alias);
    if (repository === undefined) continue;
    const chosen = await chooseCommit(look, repository, request, versionOf(repository));
    if (typeof chosen === 'string') problems.push(chosen);
    else entries.push([alias, { repository: fullName(repository), ref: chosen.ref, commit: chosen.commit }]);
  }
  if (problems.length > 0) throw new UserError(problems.join('\n'));
  return { chain: chain.name, repositories: Object.fromEntries(entries) };
}

/** Which version it is doesn't matter for the commits. */
function releaseOfNow({ name }: Chain): ReleaseRequest {
  return {
    kind: 'release',
    chain: name,
    version: '0.0.0',
    refs: {},
    dryRun: true,
    parameters: {},
    trigger: { type: 'manual', by: { type: 'cascade' } },
  };
}

/** Activities speak to the engine; here a person listens. */
async function asUserError<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof ApplicationFailure ? new UserError(error.message) : error;
  }
}
