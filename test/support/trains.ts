import type { Chain } from '../../src/domain/chain.ts';
import { planTrain } from '../../src/domain/plan.ts';
import { apply } from '../../src/domain/apply-event.ts';
import { depart, type Departure } from '../../src/domain/depart.ts';
import type { TrainEvent } from '../../src/domain/train-events.ts';
import type { BuildOutcome, PublishedRelease, UnderwayTrain } from '../../src/domain/train-state.ts';
import type { TrainTitle } from '../../src/domain/train-view.ts';
import { COMMIT, runRef } from './actions-runs.ts';
import { ALICE, releaseOf } from './requests.ts';

/** What a release of the chain acme is called. */
export const TITLE: TrainTitle = {
  train: 'acme/release/v1.4.0',
  chain: 'acme',
  kind: 'release',
  version: 'v1.4.0',
};

/** The ways in which a build can end, each as one outcome. */
export const OUTCOMES = {
  succeeded: {
    status: 'succeeded',
    reason: { code: 'built', run: runRef(), artifacts: 0 },
    attempts: 1,
    run: runRef(),
    artifacts: [],
    related: [],
  },
  failed: {
    status: 'failed',
    reason: { code: 'run-failed', run: runRef(), outcome: 'failure', jobs: ['test'] },
    attempts: 2,
    run: runRef(),
    related: [],
    gaveUp: { because: 'attempts-used', outcome: 'failure' },
  },
  cancelled: { status: 'cancelled', reason: { code: 'cancelled', by: ALICE } },
  reused: {
    status: 'reused',
    reason: { code: 'reused', train: 'acme/release/v1.3.0' },
    commit: COMMIT,
    version: 'v1.3.0',
    run: runRef(),
    artifacts: [],
  },
  skipped: {
    status: 'skipped',
    reason: { code: 'skipped-by-person', by: ALICE, why: 'known to be good', train: 'acme/release/v1.3.0' },
    commit: COMMIT,
    version: 'v1.3.0',
    run: runRef(),
    artifacts: [],
  },
} as const satisfies Record<string, BuildOutcome>;

/** A release that was published, without files. */
export const PUBLISHED: PublishedRelease = {
  id: 1,
  url: 'https://github.test/acme/node/releases/tag/v1.4.0',
  tag: 'v1.4.0',
  files: [],
  draft: false,
  signedBy: null,
  warnings: [],
  versionsProposed: null,
};

/** With what a train of the chain departs. */
export function departure({ limits, gates }: Chain, differences: Partial<Departure> = {}): Departure {
  const patience = limits.blocked;
  return { at: 0, digest: 'd1', limit: limits.builds, shares: {}, patience, gates, reused: {}, ...differences };
}

/** A release of the chain that has just departed, and to which then all this happened. */
export function trainAfter(chain: Chain, events: readonly TrainEvent[] = []): UnderwayTrain {
  return events.reduce(apply, depart(planTrain(chain, releaseOf(chain)), departure(chain)));
}

/** The build of that alias starts, at time 1. */
export function started(alias: string): TrainEvent {
  return { type: 'build-started', at: 1, alias };
}

/** The build of that alias settles, at time 2. */
export function settled(alias: string, as: keyof typeof OUTCOMES = 'succeeded'): TrainEvent {
  return { type: 'build-settled', at: 2, alias, outcome: OUTCOMES[as] };
}

/** Alice pauses, resumes or cancels, at time 3. */
export function byAlice(type: 'paused' | 'resumed' | 'cancelled'): TrainEvent {
  const said = { at: 3, by: ALICE, why: '' };
  return type === 'cancelled' ? { type, ...said, runs: 'cancel', draft: 'keep' } : { type, ...said };
}
