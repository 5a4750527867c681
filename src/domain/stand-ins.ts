import { sameRepository } from './build-place.ts';
import { repositoryOf } from './chain.ts';
import type { Itinerary } from './orders.ts';
import type { BuildState, StandIn, UnderwayTrain } from './train-state.ts';

/** A build that left something: its own result, or one that stands in. */
export type YieldedBuild = Extract<BuildState, { readonly status: 'succeeded' | StandIn['status'] }>;

/** What a build left, or nothing where it has not come to that. */
export function yielded(build: BuildState | undefined): YieldedBuild | null {
  return build?.status === 'succeeded' || isStandIn(build) ? build : null;
}

/** Whether another train's result stands in for the build. */
export function isStandIn(build: BuildState | undefined): build is Extract<BuildState, StandIn> {
  return build?.status === 'reused' || build?.status === 'skipped';
}

/**
 * What a train settled on, with what stands in for builds by now: where an earlier result does, its commit is the one that
 * counts, for whatever needs it and for the release.
 */
export function withStandIns(itinerary: Itinerary, { builds }: Pick<UnderwayTrain, 'builds'>): Itinerary {
  const pins = itinerary.pins.map((pin) => {
    const build = builds[pin.alias];
    return isStandIn(build) ? { ...pin, commit: build.commit } : pin;
  });
  return { ...itinerary, pins, target: targetOf(itinerary, builds) };
}

/** The release's tag goes where what it contains was built. */
function targetOf({ chain, target }: Itinerary, builds: UnderwayTrain['builds']): Itinerary['target'] {
  const { release } = chain;
  if (release === null || target === null) return target;
  for (const [alias, build] of Object.entries(builds)) {
    const repository = repositoryOf(chain, alias);
    if (repository === undefined || !sameRepository(repository, release) || !isStandIn(build)) continue;
    return { ...target, commit: build.commit };
  }
  return target;
}
