import type { Pin } from '../../src/domain/build-inputs.ts';
import type { Chain } from '../../src/domain/chain.ts';
import type { Itinerary } from '../../src/domain/orders.ts';
import { planTrain } from '../../src/domain/plan.ts';
import { DEFAULT_TIMINGS } from '../../src/domain/timings.ts';
import { type TrainRequest, versionOf } from '../../src/domain/trigger.ts';
import { COMMIT } from './actions-runs.ts';

/** A repository pinned at the head of main, built by its own `build.yml`. */
export function pin(alias: string, differences: Partial<Pin> = {}): Pin {
  return {
    alias,
    ref: 'main',
    commit: COMMIT,
    dispatchTo: { owner: 'acme', name: alias, ref: 'main', held: false, workflow: 'build.yml', actor: 'cascade-bot' },
    digest: '0a1b2c3d',
    ...differences,
  };
}

/** All that a train of that request settled on, with every repository in scope pinned. */
export function itinerary(chain: Chain, request: TrainRequest, differences: Partial<Itinerary> = {}): Itinerary {
  const plan = planTrain(chain, request);
  return {
    train: `${chain.name}/release/v1.4.0`,
    chain,
    request,
    plan,
    pins: plan.builds.map(({ alias }) => pin(alias)),
    steps: [],
    target: { commit: 'c'.repeat(40), onDefaultBranch: true },
    version: versionOf(request),
    digest: 'ffffffff',
    planDigest: 'd1d1d1d1d1d1d1d1',
    since: 1_000,
    lookFirst: false,
    timings: DEFAULT_TIMINGS,
    ...differences,
  };
}
