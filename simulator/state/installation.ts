import type { InstallationScenario } from '../scenario-app.ts';
import type { Repository } from './repository.ts';

/** Permission to level, such as `{ actions: 'write' }`. */
export type Permissions = Readonly<Record<string, 'read' | 'write'>>;

/** An installation of the App, on one account. */
export interface Installation {
  readonly id: number;
  readonly account: string;
  readonly permissions: Permissions;
  /** The repositories that were chosen for it; undefined where it covers all of the account. */
  readonly selected: ReadonlySet<Repository> | undefined;
}

/** An installation as the scenario has it; throws where it names a repository that there isn't. */
export function makeInstallation(
  { id, account, permissions, repositories: names }: InstallationScenario,
  repositories: ReadonlyMap<string, Repository>,
): Installation {
  const named = (name: string): Repository => {
    const repository = repositories.get(`${account}/${name}`.toLowerCase());
    if (repository !== undefined) return repository;
    throw new Error(`The App's installation ${id} names ${account}/${name}: the scenario has no such repository.`);
  };
  return {
    id,
    account,
    // GitHub gives every installation this one: nothing could be asked without it.
    permissions: { metadata: 'read', ...permissions },
    selected: names === undefined ? undefined : new Set(names.map(named)),
  };
}

/** Whether a repository is one of those that the installation is for: a transfer to another account ends that, a new name doesn't. */
export function covers({ account, selected }: Installation, repository: Repository): boolean {
  return isAccount(account, repository.owner) && (selected?.has(repository) ?? true);
}

/** Whether two logins are the same: GitHub doesn't care about case. */
export function isAccount(account: string, login: string): boolean {
  return account.toLowerCase() === login.toLowerCase();
}
