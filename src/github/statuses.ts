import type { OctokitFor } from './access.ts';
import { at } from './at.ts';
import { ask } from './errors.ts';
import type { GitHub } from './port.ts';

/** The part of the port about commit statuses. */
export function makeStatuses(octokitFor: OctokitFor): Pick<GitHub, 'setStatus'> {
  return {
    setStatus(repository, { commit, context, state, description, url }) {
      const call = {
        what: `set the status ${context} of ${commit.slice(0, 7)}`,
        repository,
        permission: 'Commit statuses: write',
      };
      return ask(call, async () => {
        await octokitFor(repository).rest.repos.createCommitStatus({
          ...at(repository),
          sha: commit,
          context,
          state,
          description,
          ...(url === null ? {} : { target_url: url }),
        });
      });
    },
  };
}
