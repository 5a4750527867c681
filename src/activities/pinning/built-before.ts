import { type Chain, fullName, type Repository } from '../../domain/chain.ts';
import type { TrainRequest } from '../../domain/trigger.ts';
import type { BuiltAt } from '../../engine/earlier-builds.ts';
import type { Dependencies } from '../dependencies.ts';

/** Where a repository, whose branch has that head, was built before; `null` where that isn't known, or doesn't count. */
export type BuiltBefore = (repository: Repository, head: string) => Promise<BuiltAt | null>;

/** Builds that are looked at: those of other branches are passed over. */
const LOOKED_AT = 10;

/**
 * Finds where the builds of a chain succeeded last, for a cascade that builds there what did not change. A line prefers
 * heads. Components of one repository are at one commit, whichever of them was built.
 */
export function rememberBuilt(
  { github, earlierBuilds }: Pick<Dependencies, 'github' | 'earlierBuilds'>,
  { name, repositories, triggers }: Chain,
  request: TrainRequest,
): BuiltBefore {
  if (request.kind !== 'cascade' || request.line !== null || triggers.cascadeRefs !== 'built') return builtNowhere;
  const componentsOf = (repository: Repository) =>
    repositories.filter((other) => fullName(other) === fullName(repository) && other.branch === repository.branch);

  async function lastOnBranch(repository: Repository, components: readonly Repository[], head: string) {
    const aliases = components.map(({ alias }) => alias);
    const elsewhere = new Set<string>();
    let looked = 0;
    for await (const built of earlierBuilds.succeeded(name, aliases)) {
      if (built.commit === head) return built;
      if (!elsewhere.has(built.commit)) {
        const beyond = await github.compare(repository, head, built.commit);
        if (beyond?.total === 0) return built;
        elsewhere.add(built.commit);
      }
      if (++looked >= LOOKED_AT) break;
    }
    return null;
  }

  const found = new Map<string, Promise<BuiltAt | null>>();
  return (repository, head) => {
    const components = componentsOf(repository);
    const isChanged = components.some(({ alias }) => request.changed.some((change) => change.repository === alias));
    if (isChanged || components.some(isTakenAtHead)) return builtNowhere();
    const key = `${fullName(repository)} ${head}`;
    const answer = found.get(key) ?? lastOnBranch(repository, components, head);
    found.set(key, answer);
    return answer;
  };
}

/**
 * Of what its own pushes have built the last build of ours may be behind; and a repository_dispatch runs on the head, so that
 * another commit counts only where the actions run proves it.
 */
function isTakenAtHead({ push, build }: Repository): boolean {
  if (push.workflows.length > 0 && !push.buildsAgain) return true;
  return build?.dispatch.type === 'repository_dispatch' && build.runsIn === null && build.proof === null;
}

/** For trains to which it makes no difference. */
export function builtNowhere(): Promise<null> {
  return Promise.resolve(null);
}
