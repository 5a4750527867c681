import { type BuildPlace, buildPlaces } from './build-place.ts';
import { type Chain, fullName } from './chain.ts';
import type { WantedAccess } from './check-repository.ts';

/** A repository that chains name, and all that they want of it. */
export interface CheckedPlace {
  readonly owner: string;
  readonly name: string;
  /** The builds whose actions runs are there. */
  readonly builds: readonly BuildPlace[];
  /** Whether releases are published there. */
  readonly publishes: boolean;
}

/** Every repository that the chains name, each once, in their order. GitHub doesn't tell names apart by case. */
export function checkedPlaces(chains: readonly Chain[]): readonly CheckedPlace[] {
  const builds = Map.groupBy(buildPlaces(chains), ({ place }) => keyOf(place));
  const targets = chains.flatMap(({ release }) => release ?? []);
  const named = [
    ...chains.flatMap(({ repositories }) => repositories),
    ...[...builds.values()].flatMap(placesOf),
    ...targets,
  ];
  return [...Map.groupBy(named, keyOf)].flatMap(([key, [first]]) =>
    first === undefined
      ? []
      : {
          owner: first.owner,
          name: first.name,
          builds: builds.get(key) ?? [],
          publishes: targets.some((target) => keyOf(target) === key),
        },
  );
}

/** The most that chains want of it. */
export function wantedAccess({ builds, publishes }: CheckedPlace): WantedAccess {
  if (publishes) return 'publish';
  return builds.length > 0 ? 'dispatch' : 'read';
}

function placesOf(builds: readonly BuildPlace[]): readonly BuildPlace['place'][] {
  return builds.map(({ place }) => place);
}

function keyOf(repository: { readonly owner: string; readonly name: string }): string {
  return fullName(repository).toLowerCase();
}
