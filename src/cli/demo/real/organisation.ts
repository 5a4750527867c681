import { join } from 'node:path';
import { newRepository } from '../../../../simulator/git/new-repository.ts';
import { writeCommit } from '../../../../simulator/git/write-commit.ts';
import type { RepositoryScenario } from '../../../../simulator/scenario.ts';
import { renderWithPins } from '../../../app/fleet/render-with-pins.ts';
import type { Fleet } from '../../../domain/fleet/fleet.ts';
import type { RenderedRepository } from '../../../domain/fleet/rendered.ts';

/** A commit that nothing is taken from: it stands where the true one isn't known yet. */
const UNKNOWN = { commit: '0'.repeat(40), version: 'v1.0.0' };

/** The version that both pins of the demo are. */
const VERSION = 'v1.0.0';

/**
 * Makes the git repositories of an organisation: that of the actions and reusable actions workflows first, whose two
 * commits all others name, then each member with its sources and its generated files.
 */
export async function makeOrganisation(
  fleet: Fleet,
  sourcesOf: (name: string) => Promise<ReadonlyMap<string, string>>,
  folder: string,
): Promise<readonly RepositoryScenario[]> {
  const ci = join(folder, 'ci.git');
  const isAction = (path: string) => path.startsWith('actions/');
  const [first] = renderWithPins(fleet, { actions: UNKNOWN, workflows: UNKNOWN });
  const commit = newRepository(ci, filesOf(first, isAction));
  const actions = { commit, version: VERSION };

  const [second] = renderWithPins(fleet, { actions, workflows: UNKNOWN });
  const files = filesOf(second, (path) => !isAction(path));
  const added = writeCommit(ci, { branch: 'main', parent: commit, message: 'Workflows', login: 'ada', files });
  const workflows = { commit: added, version: VERSION };

  const [, ...members] = renderWithPins(fleet, { actions, workflows });
  const places: RepositoryScenario[] = [{ ...fleet.ci, git: ci, workflows: [] }];
  for (const member of members) {
    const git = join(folder, `${member.name}.git`);
    newRepository(git, new Map([...(await sourcesOf(member.name)), ...filesOf(member, () => true)]));
    places.push({ owner: member.owner, name: member.name, git, runner: 'act', workflows: [] });
  }
  return places;
}

function filesOf(repository: RenderedRepository | undefined, isWanted: (path: string) => boolean): Map<string, string> {
  const files = (repository?.files ?? []).filter(({ path }) => isWanted(path));
  return new Map(files.map(({ path, text }) => [path, text]));
}
