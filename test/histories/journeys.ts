import type { Chain } from '../../src/domain/chain.ts';
import type { RetryPolicy } from '../../src/domain/build-recipe.ts';
import type { TestCascade, TestOptions } from '../support/assemble.ts';
import { chain, documents, recipe, releaseTarget, repository, withRepository } from '../support/chains.ts';
import { startCascadeOf, startNightly, startRelease } from '../support/start-trains.ts';

/** One way for a train to go, from its start to its end. */
export interface JourneyPlan {
  readonly chain: Chain;
  readonly options: TestOptions;
  /** Sends the train off and waits until it has ended, however; gives its id. */
  readonly travel: (cascade: TestCascade) => Promise<string>;
}

const retry: RetryPolicy = {
  attempts: 2,
  backoff: 10,
  maximumBackoff: 10,
  on: ['failure'],
  how: 'new-attempt',
  budget: null,
};
const dispatch = { type: 'repository_dispatch', eventType: 'build-chain', payload: { version: '{version}' } } as const;

const SMALL = chain(
  [
    documents('spec'),
    repository('core', { needs: ['spec'], build: recipe({ mode: 'verify', dispatch }), artifacts: [] }),
    repository('app', { needs: ['core'], build: recipe({ retry }) }),
  ],
  { name: 'small' },
);

/** The kinds of history that the replay test must always have. */
export const JOURNEYS: Readonly<Record<string, JourneyPlan>> = {
  'release-published': { chain: SMALL, options: {}, travel: release },
  'release-after-a-retry': {
    chain: SMALL,
    options: { scenario: { behaviours: [{ kind: 'conclude', repository: 'acme/app', conclusion: 'failure', times: 1 }] } },
    travel: release,
  },
  'release-failed': {
    chain: SMALL,
    options: { scenario: { behaviours: [{ kind: 'conclude', repository: 'acme/core', conclusion: 'failure' }] } },
    travel: release,
  },
  'release-cancelled': {
    chain: SMALL,
    options: { scenario: { behaviours: [{ kind: 'hold', repository: 'acme/core' }] } },
    travel: async (cascade) => {
      const handle = await startRelease(cascade);
      await cascade.simulator.when(() => cascade.simulator.runs('acme/core')[0]?.status === 'in_progress');
      await handle.cancel();
      await ended(handle.result());
      return handle.workflowId;
    },
  },
  'release-without-markers': {
    chain: withRepository(SMALL, 'core', { build: recipe({ mode: 'verify', dispatch, marker: 'none' }) }),
    options: {},
    travel: release,
  },
  'release-with-failed-jobs-run-again': {
    chain: withRepository(SMALL, 'app', { build: recipe({ retry: { ...retry, how: 'rerun-failed-jobs' } }) }),
    options: { scenario: { behaviours: [{ kind: 'conclude', repository: 'acme/app', conclusion: 'failure', times: 1 }] } },
    travel: release,
  },
  'release-of-a-branch-that-moved': {
    chain: SMALL,
    options: { scenario: { behaviours: [{ kind: 'hold', repository: 'acme/core' }] } },
    travel: async (cascade) => {
      const { simulator } = cascade;
      const handle = await startRelease(cascade);
      await simulator.when(() => simulator.runs('acme/core').length === 1);
      await simulator.push('acme/app');
      simulator.release('acme/core');
      await ended(handle.result());
      return handle.workflowId;
    },
  },
  'release-with-packages-and-tags': {
    chain: {
      ...SMALL,
      release: releaseTarget({
        packages: [{ of: 'all', format: 'tar.gz', name: '{chain}-{version}.tar.gz' }],
        tags: { repositories: 'members', elsewhere: 'stop' },
      }),
    },
    options: {},
    travel: release,
  },
  'nightly-published': {
    chain: SMALL,
    options: {},
    travel: async (cascade) => {
      const handle = await startNightly(cascade, '2026-11-21');
      await ended(handle.result());
      return handle.workflowId;
    },
  },
  'cascade-succeeded': {
    chain: SMALL,
    options: {},
    travel: async (cascade) => {
      const handle = await startCascadeOf(cascade, 'core');
      await ended(handle.result());
      return handle.workflowId;
    },
  },
};

async function release(cascade: TestCascade): Promise<string> {
  const handle = await startRelease(cascade);
  await ended(handle.result());
  return handle.workflowId;
}

async function ended(result: Promise<unknown>): Promise<void> {
  await result.catch(() => undefined);
}
