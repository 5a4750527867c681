import { expect, test } from 'vitest';
import { watchedTrains } from '../../../src/domain/queue/next-queue-actions.ts';
import type { QueueEvent } from '../../../src/domain/queue/queue-events.ts';
import { describeQueue, viewQueue } from '../../../src/domain/queue/queue-view.ts';
import type { QueueState } from '../../../src/domain/queue/queue-state.ts';
import {
  answers,
  arrival,
  arrives,
  asks,
  cascadeAsks,
  commitOf,
  givesPlaceBack,
  policy,
  queueAfter,
  started,
} from './support.ts';

const ENDED: QueueEvent = { type: 'vanished', at: 9, train: 'c1', runId: 'first' };

const departs: QueueEvent = {
  type: 'departed',
  at: 2,
  scope: { train: 'c1', runId: 'first', commits: { core: commitOf('a'), app: commitOf('e') } },
};

/** A queue whose cascade of core and app waits for a person. */
const atGate = queueAfter([cascadeAsks('c1', 'core'), departs, givesPlaceBack('c1', false)]).state;

/** How many cascades a push of the commit that it builds starts, and somebody's dispatch about that. */
function startedIn(state: QueueState): number {
  const hop = { from: 'core', commit: commitOf('a') };
  const known = [arrival('app', { commit: commitOf('e') }), arrival('app', { delivery: 'hop', commit: null, hop })];
  return known.map((one) => queueAfter([arrives(one)], state).done).filter((done) => started(done).length > 0).length;
}

test('what a train that waits for a person builds starts no other cascade, until it has ended', () => {
  expect(startedIn(atGate)).toBe(0);
  expect(startedIn(queueAfter([ENDED], atGate).state)).toBe(2);
  expect(startedIn(queueAfter([givesPlaceBack('c1')], atGate).state)).toBe(2);
});

test('a train that has its place again still covers what it builds, and its changes are not handed on', () => {
  const again = queueAfter([cascadeAsks('c1', 'core', { again: true, changed: [] })], atGate);
  expect(answers(again.done)).toEqual(['c1 admitted']);
  expect(startedIn(again.state)).toBe(0);
  const ended = queueAfter([givesPlaceBack('c1')], again.state);
  expect([ended.state.running, ended.state.waiting, ended.state.away]).toEqual([[], [], []]);
});

test('a release of a version that waits for a person is not made a second time', () => {
  const { done } = queueAfter([asks('v1'), givesPlaceBack('v1', false), asks('by-hand', { key: 'v1' })]);
  expect(answers(done)).toEqual(['v1 admitted', 'by-hand refused']);
});

test('a nightly is refused while another waits for a person, and says so; a cascade is not', () => {
  const alone = policy({ onArrival: { cascade: 'refuse', release: 'queue', nightly: 'refuse' } });
  const nightly = (train: string) => asks(train, { kind: 'nightly', key: 'k', policy: alone });
  const { done } = queueAfter([nightly('n1'), givesPlaceBack('n1', false), nightly('n2')]);
  expect(done.at(-1)).toMatchObject({
    train: 'n2',
    answer: {
      type: 'refused',
      why: 'n1 waits for a person, and no second nightly is taken meanwhile: start it when that has ended, or set queue.nightly to "queue"',
    },
  });
  const cascade = cascadeAsks('c2', 'core', { policy: alone });
  expect(answers(queueAfter([cascade], atGate).done)).toEqual(['c2 admitted']);
});

test('a nightly that is to follow a cascade waits until one at a gate has ended', () => {
  const given = { train: 'c1', runId: 'first', ended: true, succeeded: true, follow: 'prerelease' } as const;
  const { state, done } = queueAfter([
    asks('n1', { kind: 'nightly', key: 'k' }),
    givesPlaceBack('n1', false),
    cascadeAsks('c1', 'core'),
    { type: 'place-given-back', at: 3, given },
  ]);
  expect(done.map(({ type }) => type)).not.toContain('start-nightly');
  expect(queueAfter([givesPlaceBack('n1')], state).done).toEqual([{ type: 'start-nightly', after: 'c1' }]);
});

test('what a train built is passed on also where it ends while it waits for a person', () => {
  const given = { train: 'c1', runId: 'first', ended: true, succeeded: true, follow: 'none' } as const;
  const { state } = queueAfter([{ type: 'place-given-back', at: 4, given }], atGate);
  expect(state.passedOn).toMatchObject({ app: { train: 'c1', commit: commitOf('e') } });
});

test('trains that wait for a person are watched over, but for those that older code knew', () => {
  expect(watchedTrains(atGate)).toEqual([{ train: 'c1', runId: 'first' }]);
  const older = { ...givesPlaceBack('c1', false), asBefore: true } as const;
  expect(watchedTrains(queueAfter([cascadeAsks('c1', 'core'), departs, older]).state)).toEqual([]);
});

test('of many trains that wait, those that have come furthest are watched over', () => {
  const onePlace = policy({ trains: 1 });
  const many = Array.from({ length: 600 }, (_, number) => asks(`v${number}`, { policy: onePlace }));
  const { state } = queueAfter([asks('away', { policy: onePlace }), givesPlaceBack('away', false), ...many]);
  const watched = watchedTrains(state).map(({ train }) => train);
  expect(watched).toEqual(['v0', 'away', ...Array.from({ length: 500 }, (_, number) => `v${number + 1}`)]);
});

test('trains that wait for a person are shown, without a place', () => {
  const view = viewQueue(atGate);
  expect(view.away).toEqual([{ train: 'c1', kind: 'cascade' }]);
  expect(describeQueue(view)).toContain('- c1 waits for a person, without a place');
});

test('a new queue knows of the trains that wait for a person, and of what those build that it can know', () => {
  const trains = [{ train: 'c1', runId: 'first', kind: 'cascade', version: null, place: 'given-back' }] as const;
  const after = (state: QueueState) =>
    queueAfter([{ type: 'found', at: 5, trains, former: { state, arrivals: [] } }]).state;
  expect(startedIn(after(atGate))).toBe(0);
  expect(startedIn(after(queueAfter([cascadeAsks('c1', 'core'), departs]).state))).toBe(0);
  const found = queueAfter([{ type: 'found', at: 5, trains, former: null }]).state;
  expect(watchedTrains(found)).toEqual([{ train: 'c1', runId: 'first' }]);
});
