import type { BuildRecipe } from './build-recipe.ts';
import { type Chain, fullName } from './chain.ts';
import type { BuildsOf } from './webhook-decision.ts';

interface RepositoryName {
  readonly owner: string;
  readonly name: string;
}

/** A repository of a chain that is built, and where its actions runs are. */
export interface BuildPlace {
  readonly chain: string;
  readonly alias: string;
  readonly repository: RepositoryName;
  /** The repository whose actions workflow builds it: often its own. */
  readonly place: RepositoryName;
  readonly recipe: BuildRecipe;
}

/** Every repository of the chains that is built. */
export function buildPlaces(chains: readonly Chain[]): readonly BuildPlace[] {
  return chains.flatMap(({ name: chain, repositories }) =>
    repositories.flatMap(({ alias, owner, name, build: recipe }) => {
      const repository = { owner, name };
      return recipe === null ? [] : [{ chain, alias, repository, place: recipe.runsIn ?? repository, recipe }];
    }),
  );
}

/** GitHub keeps the case of names but doesn't tell names apart by it. */
export function sameRepository(a: RepositoryName, b: RepositoryName): boolean {
  return sameText(a.name, b.name) && sameText(a.owner, b.owner);
}

/** Whether somebody may mean it by that text: its alias, its name, or `owner/name` of it or of where it is built. */
export function isCalled(text: string, { alias, repository, place }: BuildPlace): boolean {
  return [alias, repository.name, fullName(repository), fullName(place)].some((name) => sameText(name, text));
}

/** The builds of these, chain by chain. */
export function buildsOf(places: readonly BuildPlace[]): readonly BuildsOf[] {
  return [...Map.groupBy(places, ({ chain }) => chain)].map(([chain, there]) => ({
    chain,
    repositories: there.map(({ alias }) => alias),
  }));
}

function sameText(a: string, b: string): boolean {
  return a.length === b.length && a.toLowerCase() === b.toLowerCase();
}
