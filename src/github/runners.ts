import type { RestEndpointMethodTypes } from '@octokit/rest';
import type { OctokitFor } from './access.ts';
import { at } from './at.ts';
import { ask, askForOne } from './errors.ts';
import { allOf } from './pages.ts';
import type { GitHub, RepositoryName, Runner } from './port.ts';

type RunnerRecord = RestEndpointMethodTypes['actions']['getSelfHostedRunnerForRepo']['response']['data'];

/** The part of the port about self-hosted runners. */
export function makeRunners(octokitFor: OctokitFor): Pick<GitHub, 'runners'> {
  return {
    async runners(repository) {
      const [own, shared] = await Promise.all([
        runnersOfRepository(octokitFor, repository),
        runnersOfOwner(octokitFor, repository),
      ]);
      return [...own, ...shared];
    },
  };
}

function runnersOfRepository(octokitFor: OctokitFor, repository: RepositoryName): Promise<readonly Runner[]> {
  const call = { what: 'list the runners', repository, permission: 'Administration: read' };
  return ask(call, () =>
    allOf(
      (paging) => octokitFor(repository).rest.actions.listSelfHostedRunnersForRepo({ ...at(repository), ...paging }),
      ({ runners }) => runners.map(toRunner),
    ),
  );
}

async function runnersOfOwner(octokitFor: OctokitFor, repository: RepositoryName): Promise<readonly Runner[]> {
  const org = repository.owner;
  const call = { what: `list the runners of ${org}`, repository, permission: 'Self-hosted runners: read' };
  // The token is one for the repository, as all of them are.
  const request = { for: at(repository) };
  const runners = await askForOne(call, () =>
    allOf(
      (paging) => octokitFor(repository).rest.actions.listSelfHostedRunnersForOrg({ org, ...paging, request }),
      (data) => data.runners.map(toRunner),
    ),
  );
  // GitHub knows no organisation of this name where the owner is a person.
  return runners ?? [];
}

function toRunner({ name, status, labels }: RunnerRecord): Runner {
  return { name, online: status === 'online', labels: labels.map((label) => label.name) };
}
