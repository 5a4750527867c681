import { recipe, releaseTarget, withRepository } from '../support/chains.ts';
import type { TestCascade } from '../support/assemble.ts';
import { beforeChild, resetTo } from '../support/resets.ts';
import { startCascadeOf, startNightly, startRelease } from '../support/start-trains.ts';
import { DISPATCH, ended, type JourneyPlan, RETRY, SMALL } from './journey-plan.ts';
import { JOURNEYS_OF_PEOPLE } from './journeys-of-people.ts';
import { JOURNEYS_OF_QUEUES } from './journeys-of-queues.ts';
import { JOURNEYS_OF_RELEASES } from './journeys-of-releases.ts';
import { CASCADE_OF_MERGED_PUSHES } from './merged-pushes.ts';
import { JOURNEYS_INTO_STATES } from './states.ts';

/** The kinds of history that the replay test must always have. */
export const JOURNEYS: Readonly<Record<string, JourneyPlan>> = {
  ...JOURNEYS_INTO_STATES,
  ...JOURNEYS_OF_PEOPLE,
  ...JOURNEYS_OF_QUEUES,
  ...JOURNEYS_OF_RELEASES,
  'release-published': { chain: SMALL, options: {}, travel: release },
  'release-after-a-retry': {
    chain: SMALL,
    options: { scenario: { behaviours: [{ kind: 'conclude', repository: 'acme/app', conclusion: 'failure', times: 1 }] } },
    travel: release,
  },
  'release-without-markers': {
    chain: withRepository(SMALL, 'core', { build: recipe({ mode: 'verify', dispatch: DISPATCH, marker: 'none' }) }),
    options: {},
    travel: release,
  },
  'release-with-failed-jobs-run-again': {
    chain: withRepository(SMALL, 'app', { build: recipe({ retry: { ...RETRY, how: 'rerun-failed-jobs' } }) }),
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
  'release-that-was-reset': {
    chain: SMALL,
    options: { scenario: { behaviours: [{ kind: 'hold', repository: 'acme/core' }] } },
    travel: async (cascade) => {
      const { client, simulator } = cascade;
      const { workflowId } = await startRelease(cascade);
      await simulator.when(() => simulator.runs('acme/core')[0]?.status === 'in_progress');
      await resetTo(client, workflowId, beforeChild('core'));
      simulator.release('acme/core');
      await ended(client.workflow.getHandle(workflowId).result());
    },
  },
  'release-refused': {
    chain: { ...SMALL, release: null },
    options: {},
    travel: release,
  },
  'nightly-published': {
    chain: SMALL,
    options: {},
    travel: async (cascade) => {
      const handle = await startNightly(cascade, '2026-11-21');
      await ended(handle.result());
    },
  },
  'cascade-of-merged-pushes': CASCADE_OF_MERGED_PUSHES,
  'cascade-succeeded': {
    chain: SMALL,
    options: {},
    travel: async (cascade) => {
      const handle = await startCascadeOf(cascade, 'core');
      await ended(handle.result());
    },
  },
};

async function release(cascade: TestCascade): Promise<void> {
  const handle = await startRelease(cascade);
  await ended(handle.result());
}
