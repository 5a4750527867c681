import { ApplicationFailure } from '@temporalio/common';
import { chooseCommit } from '../activities/pinning/choose-commit.ts';
import { readLockedVersions } from '../activities/pinning/locked-versions.ts';
import { rememberingLook } from '../activities/pinning/look.ts';
import type { Environment } from '../config/environment.ts';
import { parseVersionsToml } from '../config/versions-toml.ts';
import { updateVersionsToml } from '../config/versions-toml-update.ts';
import { type Chain, fullName, repositoryOf } from '../domain/chain.ts';
import { checkRequest } from '../domain/check-request.ts';
import { planTrain } from '../domain/plan.ts';
import type { Lock, LockedRepository } from '../domain/release/lock.ts';
import type { ReleaseRequest, TrainRequest } from '../domain/trigger.ts';
import { releaseTarget } from './release-target.ts';
import { UserError } from './user-error.ts';

/**
 * What a release would be built from if it were started now: the commits that the file of versions says, else the heads,
 * with these values of parameters, all of those that are left open. Nothing is started.
 */
export async function lockOfNow(
  environment: Environment,
  chain: Chain,
  chosen: Readonly<Record<string, readonly string[]>>,
): Promise<Lock> {
  const { github } = releaseTarget(environment, chain);
  const request = releaseOfNow(chain, chosen);
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
  return {
    chain: chain.name,
    released: null,
    parameters: request.parameters,
    repositories: Object.fromEntries(entries),
  };
}

/** Which version it is doesn't matter for the commits. */
function releaseOfNow(chain: Chain, parameters: ReleaseRequest['parameters']): TrainRequest {
  const checked = checkRequest(chain, {
    kind: 'release',
    chain: chain.name,
    version: '0.0.0',
    refs: {},
    dryRun: true,
    parameters,
    trigger: { type: 'manual', by: { type: 'cascade' } },
  });
  if (checked.ok) return checked.request;
  throw new UserError(checked.problems.join('\n'));
}

/** Activities speak to the engine; here a person listens. */
async function asUserError<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof ApplicationFailure ? new UserError(error.message) : error;
  }
}
