import { randomBytes } from 'node:crypto';

import { Refusal } from '../server/answer.ts';
import type { App, Grant } from '../state/app.ts';
import type { Installation, Permissions } from '../state/installation.ts';
import { covers } from '../state/installation.ts';
import type { Repository } from '../state/repository.ts';
import { githubTime } from './clock.ts';

/** What a token is narrowed to; what isn't said stays as the installation has it. */
export interface Narrowing {
  readonly names: readonly string[] | undefined;
  readonly ids: readonly number[] | undefined;
  readonly permissions: Permissions | undefined;
}

const anHour = 3600;

/** Gives an installation a token; refuses one that could do more than the installation. */
export function issueToken(
  app: App,
  installation: Installation,
  repositories: Iterable<Repository>,
  narrowing: Narrowing,
): { readonly token: string; readonly grant: Grant } {
  const { tokenSeconds = anHour } = app.scenario;
  const grant = {
    installation,
    repositories: narrowedRepositories(installation, [...repositories], narrowing),
    permissions: narrowedPermissions(installation, narrowing),
    expiresAt: githubTime(app.scenario) + tokenSeconds * 1000,
  };
  const token = `ghs_${randomBytes(18).toString('hex')}`;
  app.grants.set(token, grant);
  return { token, grant };
}

function narrowedRepositories(
  installation: Installation,
  repositories: readonly Repository[],
  { names, ids }: Narrowing,
): ReadonlySet<Repository> | undefined {
  if (names === undefined && ids === undefined) return undefined;
  const wanted = [
    ...(names ?? []).map((name) => (repository: Repository) => repository.name.toLowerCase() === name.toLowerCase()),
    ...(ids ?? []).map((id) => (repository: Repository) => repository.id === id),
  ];
  const covered = repositories.filter((repository) => covers(installation, repository));
  return new Set(wanted.map((isWanted) => covered.find(isWanted) ?? refuseRepository()));
}

function refuseRepository(): never {
  const message =
    'There is at least one repository that does not exist or is not accessible to the parent installation.';
  throw new Refusal(422, message);
}

function narrowedPermissions({ permissions: granted }: Installation, { permissions }: Narrowing): Permissions {
  if (permissions === undefined) return granted;
  for (const [name, level] of Object.entries(permissions)) {
    if (granted[name] === 'write' || granted[name] === level) continue;
    throw new Refusal(422, 'The permissions requested are not granted to this installation.');
  }
  return { metadata: 'read', ...permissions };
}
