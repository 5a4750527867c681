import type { Octokit, RestEndpointMethodTypes } from '@octokit/rest';
import type { Installation } from './app-port.ts';
import { at } from './at.ts';
import type { RepositoryName } from './port.ts';

type InstallationRecord = RestEndpointMethodTypes['apps']['getRepoInstallation']['response']['data'];

/** The part of an installation that one repository is, in the words of a request for a token. */
export type Narrowing = { readonly repositoryNames: readonly string[] } | { readonly repositoryIds: readonly number[] };

/** Where the App is installed for a repository. A former name is followed; the narrowing has what it is known by now. */
export async function lookUpInstallation(
  app: Octokit,
  repository: RepositoryName,
): Promise<{ readonly installation: Installation; readonly narrowing: Narrowing }> {
  const { data, url } = await app.rest.apps.getRepoInstallation(at(repository));
  return { installation: toInstallation(data), narrowing: narrowingOf(url) };
}

/** GitHub leads on from a former name to the repository's number. */
function narrowingOf(url: string): Narrowing {
  const [, id, name = ''] = /\/(?:repositories\/(\d+)|repos\/[^/]+\/([^/]+))\/installation$/.exec(url) ?? [];
  return id === undefined ? { repositoryNames: [decodeURIComponent(name)] } : { repositoryIds: [Number(id)] };
}

function toInstallation({ id, account, permissions, suspended_at: suspendedAt }: InstallationRecord): Installation {
  return {
    id,
    // An enterprise has a slug where others have a login.
    account: account === null ? '' : 'login' in account ? account.login : account.slug,
    permissions: { ...permissions },
    suspended: suspendedAt !== null,
  };
}
