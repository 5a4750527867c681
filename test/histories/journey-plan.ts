import type { Behaviour } from '../../simulator/scenario-behaviours.ts';
import type { Gate } from '../../src/domain/approvals/gate.ts';
import type { Chain } from '../../src/domain/chain.ts';
import type { RetryPolicy } from '../../src/domain/build-recipe.ts';
import type { TestCascade, TestOptions } from '../support/assemble.ts';
import { chain, documents, recipe, repository } from '../support/chains.ts';

/** One way for a train to go, from its start to its end. */
export interface JourneyPlan {
  readonly chain: Chain;
  readonly options: TestOptions;
  /** Sends trains off, and waits until they have come where the journey ends. */
  readonly travel: (cascade: TestCascade) => Promise<unknown>;
}

export const RETRY: RetryPolicy = {
  attempts: 2,
  backoff: 10,
  maximumBackoff: 10,
  on: ['failure'],
  how: 'new-attempt',
  budget: null,
};
export const DISPATCH = { type: 'repository_dispatch', eventType: 'build-chain', payload: { version: '{version}' } } as const;

export const SMALL = chain(
  [
    documents('spec'),
    repository('core', { needs: ['spec'], build: recipe({ mode: 'verify', dispatch: DISPATCH }), artifacts: [] }),
    repository('app', { needs: ['core'], build: recipe({ retry: RETRY }) }),
  ],
  { name: 'small' },
);

/** The build of the app goes on when it is let. */
export const HELD: readonly Behaviour[] = [{ kind: 'hold', repository: 'acme/app' }];
/** The build of the app fails as often as it is tried by itself. */
export const FAILING: readonly Behaviour[] = [{ kind: 'conclude', repository: 'acme/app', conclusion: 'failure', times: 2 }];
/** What failed waits a day for a person. */
export const PATIENT = { limits: { builds: 4, blocked: 24 * 60 * 60_000 } };
/** One train at once. */
export const ONE_PLACE = {
  queue: { trains: 1, onArrival: { cascade: 'merge', release: 'queue', nightly: 'refuse' }, runners: {} },
} as const;
/** A gate at which alice is asked. */
export const GATE: Gate = {
  name: 'two-of-us',
  before: 'building',
  kinds: ['release', 'nightly', 'cascade'],
  repositories: null,
  approvers: [{ name: 'alice', key: null }],
  threshold: 1,
  wait: 0,
  expires: null,
  emergency: null,
};

/** Waits for the end, whatever it is. */
export async function ended(result: Promise<unknown>): Promise<void> {
  await result.catch(() => undefined);
}
