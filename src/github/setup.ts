import { type Access, makeAccess, type OctokitFor } from './access.ts';
import type { GitHubSetup } from './app-port.ts';
import { at } from './at.ts';
import { askForOne, unlessForbidden } from './errors.ts';
import { clientSettings, type GitHubOptions } from './github.ts';
import { lookUpInstallation } from './installation.ts';
import type { RepositoryName } from './port.ts';
import { makeReleaseSettings } from './release-settings.ts';

/** What a check of the set-up asks, over HTTP. */
export function makeGitHubSetup(options: GitHubOptions): GitHubSetup {
  const access = makeAccess(clientSettings(options), options.credentials);
  const octokitFor: OctokitFor = ({ owner }) => access.account(owner).octokit;
  return {
    actionsEnabled(repository) {
      const call = { what: 'see whether Actions are on', repository, permission: 'Administration: read' };
      return unlessForbidden(() =>
        askForOne(call, async () => {
          const { data } = await octokitFor(repository).rest.actions.getGithubActionsPermissionsRepository(
            at(repository),
          );
          return data.enabled;
        }),
      );
    },

    ...makeReleaseSettings(octokitFor),

    access(repository) {
      return askForOne({ what: 'read the settings', repository, permission: 'Metadata: read' }, async () => {
        const { data } = await octokitFor(repository).rest.repos.get(at(repository));
        const write = (await appWrites(access, repository)) ?? data.permissions?.push === true;
        return { write, archived: data.archived };
      });
    },
  };
}

/** What an App may do stands in its installation; what GitHub says of persons is no answer for it. `null` without an App. */
async function appWrites({ app }: Access, repository: RepositoryName): Promise<boolean | null> {
  if (app === null) return null;
  const { installation } = await lookUpInstallation(app, repository);
  return installation.permissions['contents'] === 'write';
}
