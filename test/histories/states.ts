import { setTimeout as pause } from 'node:timers/promises';
import type { Fault, FaultEffect } from '../../simulator/scenario-faults.ts';
import type { Behaviour } from '../../simulator/scenario-behaviours.ts';
import type { Chain } from '../../src/domain/chain.ts';
import { queueId } from '../../src/domain/ids.ts';
import type { QueueView } from '../../src/domain/queue/queue-view.ts';
import type { TellWebhook } from '../../src/domain/telling.ts';
import type { TrainKind } from '../../src/domain/trigger.ts';
import type { TestCascade } from '../support/assemble.ts';
import { startCascadeOf, startNightly, startRelease } from '../support/start-trains.ts';
import { ended, FAILING, GATE, HELD, type JourneyPlan, ONE_PLACE, PATIENT, SMALL } from './journey-plan.ts';
import { type Train, untilRun, untilState } from './until.ts';

/** A state in which trains of every kind can be. */
interface State {
  readonly chain?: Partial<Chain>;
  readonly behaviours?: readonly Behaviour[];
  readonly faults?: readonly Fault[];
  readonly until: (cascade: TestCascade, start: Start) => Promise<unknown>;
}

type Start = (number?: number) => Promise<Train>;

const OUT_OF_ORDER: FaultEffect = { kind: 'status', status: 503, executed: false };
const NO_UPLOADS: readonly Fault[] = [
  { operation: 'repos/upload-release-asset', times: Infinity, effect: OUT_OF_ORDER },
];

const STATES: Readonly<Record<string, State>> = {
  pinning: {
    faults: [{ operation: 'users/get-authenticated', times: Infinity, effect: OUT_OF_ORDER }],
    until: async (_, start) => untilState(await start(), 'pinning'),
  },
  building: { behaviours: HELD, until: async (cascade, start) => untilRun(cascade, await start()) },
  paused: {
    behaviours: HELD,
    until: async (cascade, start) => {
      const train = await start();
      await untilRun(cascade, train);
      await train.executeUpdate('pause', { args: [{ by: 'alice', why: 'a moment' }] });
    },
  },
  resumed: {
    behaviours: HELD,
    until: async (cascade, start) => {
      const train = await start();
      await untilRun(cascade, train);
      await train.executeUpdate('pause', { args: [{ by: 'alice' }] });
      await train.executeUpdate('set-limits', { args: [{ by: 'alice', builds: 2 }] });
      await train.executeUpdate('resume', { args: [{ by: 'alice' }] });
      cascade.simulator.release('acme/app');
      await ended(train.result());
    },
  },
  'needs-person': {
    chain: PATIENT,
    behaviours: FAILING,
    until: async (_, start) => untilState(await start(), 'needs-person'),
  },
  retried: {
    chain: PATIENT,
    behaviours: FAILING,
    until: async (_, start) => {
      const train = await start();
      await untilState(train, 'needs-person');
      await train.executeUpdate('retry', { args: [{ build: 'app', by: 'alice' }] });
      await ended(train.result());
    },
  },
  'at-a-gate': { chain: { gates: [GATE] }, until: async (_, start) => untilState(await start(), 'needs-person') },
  'waiting-for-admission': {
    chain: ONE_PLACE,
    behaviours: HELD,
    until: async (cascade, start) => {
      await untilRun(cascade, await startRelease(cascade, 'v1.0.0'));
      await untilState(await start(), 'waiting-for-admission');
    },
  },
  cancelled: {
    behaviours: HELD,
    until: async (cascade, start) => {
      const train = await start();
      await untilRun(cascade, train);
      await train.cancel();
      await ended(train.result());
    },
  },
  failed: { behaviours: FAILING, until: async (_, start) => ended((await start()).result()) },
};

const STARTS: Readonly<Record<TrainKind, (cascade: TestCascade, number: number) => Promise<Train>>> = {
  release: (cascade, number) => startRelease(cascade, `v1.4.${number}`),
  nightly: (cascade, number) => startNightly(cascade, `2026-11-2${number}`),
  cascade: (cascade, number) => startCascadeOf(cascade, ['core', 'app', 'spec'][number - 1] ?? ''),
};

/** Nobody has its address: what is to be told waits for somebody to set that. */
const WEBHOOK: TellWebhook = {
  format: 'cascade',
  urlVariable: 'CHAT_URL',
  secretVariable: null,
  on: ['settled'],
  kinds: ['nightly', 'cascade'],
  required: false,
};
const THAT_TELLS: Partial<Chain> = { ...ONE_PLACE, tells: { statuses: false, webhooks: [WEBHOOK], issue: null } };

/** What only some kinds come to. */
const OF_SOME: Readonly<Record<string, State & { readonly kind: TrainKind }>> = {
  'release-publishing': { kind: 'release', faults: NO_UPLOADS, until: untilPublishing },
  'nightly-publishing': { kind: 'nightly', faults: NO_UPLOADS, until: untilPublishing },
  'nightly-refused': { kind: 'nightly', chain: ONE_PLACE, behaviours: HELD, until: untilSecondEnds },
  'cascade-merged': { kind: 'cascade', chain: ONE_PLACE, behaviours: HELD, until: untilThirdEnds },
  'nightly-superseded': {
    kind: 'nightly',
    chain: { queue: { ...ONE_PLACE.queue, onArrival: { ...ONE_PLACE.queue.onArrival, nightly: 'supersede' } } },
    behaviours: HELD,
    until: untilPlaceIsTaken,
  },
  'cascade-superseded': {
    kind: 'cascade',
    chain: { queue: { ...ONE_PLACE.queue, onArrival: { ...ONE_PLACE.queue.onArrival, cascade: 'supersede' } } },
    behaviours: HELD,
    until: untilPlaceIsTaken,
  },
  'nightly-refused-that-tells': { kind: 'nightly', chain: THAT_TELLS, behaviours: HELD, until: untilSecondEnds },
  'cascade-cancelled-early-that-tells': {
    kind: 'cascade',
    chain: THAT_TELLS,
    behaviours: HELD,
    until: untilSecondIsCancelled,
  },
  'cascade-run-seen': { kind: 'cascade', chain: PATIENT, behaviours: FAILING, until: untilRunAgain },
  'cascade-away-from-an-ended-queue': {
    kind: 'cascade',
    chain: PATIENT,
    behaviours: FAILING,
    until: untilQueueIsFollowed,
  },
};

/** A journey of each kind of train into each state that it can be in. */
export const JOURNEYS_INTO_STATES: Readonly<Record<string, JourneyPlan>> = Object.fromEntries([
  ...Object.entries(STATES).flatMap(([name, state]) =>
    (['release', 'nightly', 'cascade'] as const).map((kind): [string, JourneyPlan] => [`${kind}-${name}`, journey(kind, state)]),
  ),
  ...Object.entries(OF_SOME).map(([name, state]): [string, JourneyPlan] => [name, journey(state.kind, state)]),
]);

function journey(kind: TrainKind, { chain = {}, behaviours = [], faults = [], until }: State): JourneyPlan {
  return {
    chain: { ...SMALL, ...chain },
    options: { scenario: { behaviours, faults } },
    travel: async (cascade) => {
      await until(cascade, (number = 1) => STARTS[kind](cascade, number));
    },
  };
}

async function untilPublishing(_: TestCascade, start: Start): Promise<void> {
  await untilState(await start(), 'publishing');
}

async function untilSecondEnds(cascade: TestCascade, start: Start): Promise<void> {
  await untilRun(cascade, await start(1));
  await ended((await start(2)).result());
}

/** The second waits for the first; the third goes into it. */
async function untilThirdEnds(cascade: TestCascade, start: Start): Promise<void> {
  await secondWaits(cascade, start);
  await ended((await start(3)).result());
}

/** The second waits for the first; the third takes its place. */
async function untilPlaceIsTaken(cascade: TestCascade, start: Start): Promise<void> {
  const second = await secondWaits(cascade, start);
  await start(3);
  await ended(second.result());
}

async function untilSecondIsCancelled(cascade: TestCascade, start: Start): Promise<void> {
  const second = await secondWaits(cascade, start);
  await second.cancel();
  await ended(second.result());
}

/** Somebody runs the failed actions run again, which is green then. */
async function untilRunAgain({ simulator }: TestCascade, start: Start): Promise<void> {
  const train = await start();
  await untilState(train, 'needs-person');
  simulator.rerun(simulator.runs('acme/app').at(-1)?.id ?? 0);
  await ended(train.result());
}

/** The queue is terminated while a train waits for a person; the next one hears of that, and of another train. */
async function untilQueueIsFollowed({ client, chain }: TestCascade, start: Start): Promise<void> {
  await untilState(await start(1), 'needs-person');
  const queue = client.workflow.getHandle(queueId(chain.name));
  while ((await queue.query<QueueView>('queue')).away.length === 0) await pause(50);
  await queue.terminate();
  await ended((await start(2)).result());
}

async function secondWaits(cascade: TestCascade, start: Start): Promise<Train> {
  await untilRun(cascade, await start(1));
  const second = await start(2);
  await untilState(second, 'waiting-for-admission');
  return second;
}
