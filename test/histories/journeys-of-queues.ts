import { setTimeout as pause } from 'node:timers/promises';
import type { Behaviour } from '../../simulator/scenario-behaviours.ts';
import { simulatedOrganisation } from '../../src/cli/demo/scenario.ts';
import { queueId } from '../../src/domain/ids.ts';
import { chain, documents, repository, triggers } from '../support/chains.ts';
import { startCascadeOf, startRelease } from '../support/start-trains.ts';
import { ended, HELD, type JourneyPlan, ONE_PLACE, SMALL } from './journey-plan.ts';
import { isQuiet, PATIENCE_MS, untilQueue, untilRun, untilState } from './until.ts';

const ON_BIG_RUNNERS = chain([repository('core', { runner: 'big' }), repository('app', { runner: 'big' })], {
  queue: { ...ONE_PLACE.queue, trains: 2, runners: { big: 2 } },
});

const BOTH_HELD: readonly Behaviour[] = [{ kind: 'hold', repository: 'acme/core' }, ...HELD];

const TESTED = chain([
  documents('spec'),
  repository('core', { artifacts: [], push: { ...repository('core').push, workflows: ['ci.yml'] } }),
  repository('app', { needs: ['core'] }),
]);

/** The organisation of that chain, in which pushes to the core are tested. */
const WITH_TESTS = simulatedOrganisation(TESTED, {
  ...{ login: 'cascade-bot', token: 'a-token-of-the-tests', runners: Infinity, failing: [] },
  seconds: () => 0.05,
}).repositories.map((place) =>
  place.name === 'core'
    ? {
        ...place,
        workflows: [
          ...place.workflows,
          {
            path: '.github/workflows/ci.yml',
            name: 'CI',
            on: { push: { branches: ['main'] } },
            jobs: [{ name: 'test', seconds: 2 }],
            artifacts: [],
          },
        ],
      }
    : place,
);

/** What comes to trains by the queue of their chain. */
export const JOURNEYS_OF_QUEUES: Readonly<Record<string, JourneyPlan>> = {
  'release-that-shares-runners': {
    chain: ON_BIG_RUNNERS,
    options: { scenario: { behaviours: BOTH_HELD } },
    travel: async (cascade) => {
      const { client, chain: { name }, taskQueue, simulator } = cascade;
      const release = await startRelease(cascade);
      await simulator.when(() => simulator.runs().filter((run) => run.status === 'in_progress').length === 2, PATIENCE_MS);
      const other = await client.workflow.start('cascade', {
        taskQueue,
        workflowId: `${name}/cascade/all`,
        args: [{ chain: name, changed: ['core', 'app'] }],
      });
      await untilQueue(cascade, ({ running }) => running.length === 2);
      simulator.release('acme/core');
      await untilQueue(cascade, ({ running }) => running.every(({ shares }) => shares['big'] === 1));
      simulator.release('acme/app');
      await ended(release.result());
      await ended(other.result());
    },
  },
  'cascade-that-paused-without-a-share': {
    chain: { ...ON_BIG_RUNNERS, queue: { ...ON_BIG_RUNNERS.queue, runners: { big: 1 } } },
    options: { scenario: { behaviours: BOTH_HELD } },
    travel: async (cascade) => {
      const { simulator } = cascade;
      const release = await startRelease(cascade);
      await simulator.when(() => simulator.runs().some((run) => run.status === 'in_progress'), PATIENCE_MS);
      const other = await startCascadeOf(cascade, 'app');
      await untilState(other, 'building');
      await other.executeUpdate('pause', { args: [{ by: 'alice' }] });
      await untilQueue(cascade, ({ running }) => running.length === 1);
      await other.executeUpdate('resume', { args: [{ by: 'alice' }] });
      for (const name of ['acme/core', 'acme/app']) simulator.release(name);
      await ended(release.result());
      await ended(other.result());
    },
  },
  'release-whose-queue-was-terminated': {
    chain: SMALL,
    options: { scenario: { behaviours: HELD } },
    travel: async (cascade) => {
      const train = await startRelease(cascade);
      await untilRun(cascade, train);
      await cascade.client.workflow.getHandle(queueId(cascade.chain.name)).terminate();
      cascade.simulator.release('acme/app');
      await ended(train.result());
    },
  },
  'release-that-waits-long': {
    chain: { ...SMALL, ...ONE_PLACE },
    options: { scenario: { behaviours: HELD } },
    travel: async (cascade) => {
      await untilRun(cascade, await startRelease(cascade, 'v1.0.0'));
      const second = await startRelease(cascade, 'v1.1.0');
      await untilState(second, 'waiting-for-admission');
      // It asks again after two minutes.
      const asked = async () => {
        const { events } = await second.fetchHistory();
        return events?.filter((event) => event.activityTaskScheduledEventAttributes?.activityType?.name === 'askAdmission');
      };
      while (((await asked())?.length ?? 0) < 2) await pause(2000);
    },
  },
  'cascade-of-a-tested-push': {
    chain: TESTED,
    options: { webhooks: 'all', scenario: { repositories: WITH_TESTS } },
    travel: async (cascade) => {
      await cascade.simulator.push('acme/core');
      await untilQueue(cascade, (queue) => queue.decisions.some(({ became }) => became === 'started') && isQuiet(queue));
    },
  },
  'cascade-that-a-nightly-follows': {
    chain: { ...SMALL, triggers: triggers({ afterCascade: 'prerelease' }) },
    options: {},
    travel: async (cascade) => {
      const train = await startCascadeOf(cascade, 'core');
      await ended(train.result());
      await untilQueue(cascade, (queue) => queue.decisions.some(({ became }) => became === 'started') && isQuiet(queue));
    },
  },
};
