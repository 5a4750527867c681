import { type AwaitedPush, awaitedPushes } from './awaited-push.ts';
import { type BuildPlace, buildPlaces } from './build-place.ts';
import { type Chain, fullName } from './chain.ts';
import type { WantedAccess } from './check-repository.ts';
import { publishSteps } from './release/publish-steps.ts';

/** A repository that chains name, and all that they want of it. */
export interface CheckedPlace {
  readonly owner: string;
  readonly name: string;
  /** The builds and publish steps whose actions runs are there. */
  readonly builds: readonly BuildPlace[];
  /** What waits for actions runs there that a push starts. */
  readonly pushes: readonly AwaitedPush[];
  /** Whether releases are published there. */
  readonly publishes: boolean;
  /** Whether a release that a person publishes there starts one, and takes its files. */
  readonly adopts: boolean;
  /** Whether commits there get statuses. */
  readonly statuses: boolean;
  /** Whether an issue is kept there while a chain is broken. */
  readonly issues: boolean;
}

/** Every repository that the chains name, each once, in their order. GitHub doesn't tell names apart by case. */
export function checkedPlaces(chains: readonly Chain[]): readonly CheckedPlace[] {
  const builds = Map.groupBy([...buildPlaces(chains), ...stepPlaces(chains)], ({ place }) => keyOf(place));
  const pushes = Map.groupBy(awaitedPushes(chains), keyOf);
  const targets = chains.flatMap(({ release }) => release ?? []);
  const adopting = chains.flatMap(adoptingPlaces);
  const told = chains.flatMap(({ tells }) => tells.issue ?? []);
  const withStatuses = chains.filter(({ tells }) => tells.statuses).flatMap(builtRepositories);
  const named = [
    ...chains.flatMap(({ repositories }) => repositories),
    ...[...builds.values()].flatMap(placesOf),
    ...targets,
    ...told,
  ];
  return [...Map.groupBy(named, keyOf)].flatMap(([key, [first]]) =>
    first === undefined
      ? []
      : {
          owner: first.owner,
          name: first.name,
          builds: builds.get(key) ?? [],
          pushes: pushes.get(key) ?? [],
          publishes: targets.some((target) => keyOf(target) === key),
          adopts: adopting.includes(key),
          statuses: withStatuses.includes(key),
          issues: told.map(keyOf).includes(key),
        },
  );
}

/** The most that chains want of it. */
export function wantedAccess({ builds, publishes }: CheckedPlace): WantedAccess {
  if (publishes) return 'publish';
  return builds.length > 0 ? 'dispatch' : 'read';
}

/** A publish step is dispatched and found as a build is. */
function stepPlaces(chains: readonly Chain[]): readonly BuildPlace[] {
  return chains.flatMap((chain) =>
    publishSteps(chain, 'release').map(({ repository: { owner, name }, asBuild: { alias, build: recipe } }) => {
      const repository = { owner, name };
      return { chain: chain.name, alias, repository, place: repository, recipe };
    }),
  );
}

/** The target of a chain's releases, where one published there starts a train. */
function adoptingPlaces({ repositories, triggers, release }: Chain): readonly string[] {
  if (release === null) return [];
  const starting = repositories.filter(({ alias }) => triggers.releases.includes(alias)).map(keyOf);
  return starting.filter((place) => place === keyOf(release));
}

function builtRepositories({ repositories }: Chain): readonly string[] {
  return repositories.filter(({ build }) => build !== null).map(keyOf);
}

function placesOf(builds: readonly BuildPlace[]): readonly BuildPlace['place'][] {
  return builds.map(({ place }) => place);
}

function keyOf(repository: { readonly owner: string; readonly name: string }): string {
  return fullName(repository).toLowerCase();
}
