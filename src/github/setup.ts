import { GitHubError } from '../domain/github-error.ts';
import { type Access, makeAccess } from './access.ts';
import type { GitHubSetup } from './app-port.ts';
import { at } from './at.ts';
import { askForOne, type Call } from './errors.ts';
import { clientSettings, type GitHubOptions } from './github.ts';
import { lookUpInstallation } from './installation.ts';
import type { RepositoryName } from './port.ts';

/** What a check of the set-up asks, over HTTP. */
export function makeGitHubSetup(options: GitHubOptions): GitHubSetup {
  const access = makeAccess(clientSettings(options), options.credentials);
  const octokitFor = ({ owner }: RepositoryName) => access.account(owner).octokit;
  return {
    actionsEnabled(repository) {
      return unlessHidden({ ...calling('see whether Actions are on'), repository }, async () => {
        const { data } = await octokitFor(repository).rest.actions.getGithubActionsPermissionsRepository(
          at(repository),
        );
        return data.enabled;
      });
    },

    async immutableReleases(repository) {
      return unlessForbidden(async () => {
        const setting = await askForOne({ ...calling('see whether releases are immutable'), repository }, () =>
          octokitFor(repository).request('GET /repos/{owner}/{repo}/immutable-releases', at(repository)),
        );
        // GitHub's word for "off" is 404.
        return setting !== null;
      });
    },

    access(repository) {
      return askForOne({ what: 'read the settings', repository, permission: 'Metadata: read' }, async () => {
        const { data } = await octokitFor(repository).rest.repos.get(at(repository));
        const write = (await appWrites(access, repository)) ?? data.permissions?.push === true;
        return { write, archived: data.archived };
      });
    },
  };
}

function calling(what: string): Omit<Call, 'repository'> {
  return { what, permission: 'Administration: read' };
}

/** What an App may do stands in its installation; what GitHub says of persons is no answer for it. `null` without an App. */
async function appWrites({ app }: Access, repository: RepositoryName): Promise<boolean | null> {
  if (app === null) return null;
  const { installation } = await lookUpInstallation(app, repository);
  return installation.permissions['contents'] === 'write';
}

function unlessHidden<T>(call: Call, send: () => Promise<T>): Promise<T | null> {
  return unlessForbidden(() => askForOne(call, send));
}

async function unlessForbidden<T>(asking: () => Promise<T>): Promise<T | null> {
  try {
    return await asking();
  } catch (error) {
    if (error instanceof GitHubError && error.kind === 'forbidden') return null;
    throw error;
  }
}
