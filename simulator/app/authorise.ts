import { notFound, Refusal } from '../server/answer.ts';
import type { Grant } from '../state/app.ts';
import { covers, isAccount } from '../state/installation.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../world.ts';
import type { Caller } from './caller.ts';
import { badCredentials } from './caller.ts';
import { undecodable } from './json-web-token.ts';
import type { PermissionNeed } from './needs.ts';
import { needOf } from './needs.ts';

type Parameters = Readonly<Record<string, string>>;

/** Refuses what the caller may not ask. A person may ask all that isn't for Apps; an installation what its token covers. */
export function authorise(world: World, caller: Caller, operation: string, parameters: Parameters): void {
  const need = needOf(operation);
  switch (need) {
    case 'any-token':
      return;
    case 'app':
      if (caller.kind !== 'app') throw undecodable();
      return;
    case 'installation':
      if (caller.kind !== 'installation') throw needsInstallationToken();
      return;
    case 'person':
      if (caller.kind === 'app') throw badCredentials();
      if (caller.kind === 'installation') throw notAccessible();
      return;
    default:
      if (caller.kind === 'app') throw badCredentials();
      if (caller.kind === 'installation') requirePermission(world, caller.grant, need, parameters);
  }
}

/** Whether the token is good for a repository: one that it isn't for is hidden from it. */
export function reaches({ installation, repositories }: Grant, repository: Repository): boolean {
  return covers(installation, repository) && (repositories?.has(repository) ?? true);
}

function requirePermission(
  world: World,
  grant: Grant,
  { permission, level }: PermissionNeed,
  { owner, repo, org }: Parameters,
): void {
  if (owner !== undefined && repo !== undefined) {
    const repository = world.repositories.get(`${owner}/${repo}`.toLowerCase());
    if (repository === undefined || !reaches(grant, repository)) throw notFound();
  }
  if (org !== undefined && !isAccount(grant.installation.account, org)) throw notAccessible();
  const granted = grant.permissions[permission];
  if (granted !== 'write' && granted !== level) throw notAccessible();
}

/** GitHub's refusal of what an App's token may not do. */
export function notAccessible(): Refusal {
  return new Refusal(403, 'Resource not accessible by integration');
}

function needsInstallationToken(): Refusal {
  const message =
    'You must authenticate with an installation access token in order to list repositories for an installation.';
  return new Refusal(403, message);
}
