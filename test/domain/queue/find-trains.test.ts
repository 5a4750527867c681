import { expect, test } from 'vitest';
import type { Arrival } from '../../../src/domain/queue/arrivals.ts';
import type { FormerQueue, FoundTrain, QueueEvent } from '../../../src/domain/queue/queue-events.ts';
import { emptyQueue, type QueueState } from '../../../src/domain/queue/queue-state.ts';
import {
  answers,
  arrival,
  arrives,
  asks,
  cascadeAsks,
  givesPlaceBack,
  policy,
  pushCheck,
  queueAfter,
  started,
} from './support.ts';

const onePlace = policy({ trains: 1 });

const V1: FoundTrain = { train: 'v1', runId: 'first', kind: 'release', version: 'v1' };

function finds(trains: readonly FoundTrain[], former: FormerQueue | null = null): QueueEvent {
  return { type: 'found', at: 1, trains, former };
}

/** A queue that takes the place of one that knew this, and to which this came when it was over. */
function after(state: QueueState, trains: readonly FoundTrain[], arrivals: readonly Arrival[] = []) {
  return queueAfter([finds(trains, { state, arrivals })]);
}

const waitingPush = arrival('app', { policy: onePlace });
const { state: busy } = queueAfter([asks('v1', { policy: onePlace }), arrives(waitingPush)]);

test('trains that were found running have their places', () => {
  const { done } = queueAfter([finds([V1]), asks('by-hand', { key: 'v1' }), asks('v2', { policy: onePlace })]);
  expect(answers(done)).toEqual(['by-hand refused']);
});

test('a train that was found waiting for a person has no place, and neither has one that asks', () => {
  const { done } = queueAfter([finds([{ ...V1, place: 'given-back' }]), asks('v2', { policy: onePlace })]);
  expect(answers(done)).toEqual(['v2 admitted']);
  expect(queueAfter([finds([{ ...V1, place: 'asked-for' }])]).state.running).toEqual([]);
});

test('what waited in a queue that somebody ended waits in the next', () => {
  const { state, done } = after(busy, [V1]);
  expect(started(done)).toEqual([]);
  expect(started(queueAfter([givesPlaceBack('v1')], state).done)).toEqual(['acme/cascade/app/b000000']);
});

test('a place that was given back while nobody listened is free', () => {
  expect(started(after(busy, [{ ...V1, place: 'given-back' }]).done)).toEqual(['acme/cascade/app/b000000']);
});

test('an answer that may have been lost is given again', () => {
  expect(answers(after(busy, [{ ...V1, place: 'asked-for' }]).done)).toEqual(['v1 admitted']);
});

test('a push that reached the queue when it was over is taken, and one that it had taken is not taken again', () => {
  const { state } = after(busy, [V1], [waitingPush, arrival('web', { policy: onePlace })]);
  expect(state.waiting).toMatchObject([{ changed: [{ repository: 'app' }, { repository: 'web' }] }]);
  const again = queueAfter([arrives(waitingPush, arrival('web', { policy: onePlace }))], state);
  expect(again.state.waiting).toEqual(state.waiting);
});

test('a push that was being looked at is looked at again', () => {
  const push = arrival('core', { check: pushCheck() });
  const { done } = after(queueAfter([arrives(push)]).state, []);
  expect(done).toEqual([{ type: 'check-push', arrival: push }]);
});

test('a train that ended while nobody listened leaves nothing of what it carried to do again', () => {
  const { state } = queueAfter([arrives(arrival('core')), cascadeAsks('acme/cascade/core/b000000', 'core')]);
  const next = after(state, []);
  const gone = { train: 'acme/cascade/core/b000000', runId: 'first' };
  const { state: quiet, done } = queueAfter([{ type: 'vanished', at: 2, ...gone }], next.state);
  expect([quiet.running, quiet.waiting, started(done)]).toEqual([[], [], []]);
});

test('what a train told of its end to a queue that was over is heard by the next', () => {
  const { state } = queueAfter([cascadeAsks('c1', 'core')]);
  const given = { train: 'c1', runId: 'first', ended: true, succeeded: true, follow: 'prerelease' } as const;
  const former = { state, arrivals: [], ended: [given] };
  const next = queueAfter([finds([], former)]);
  expect(next.done).toContainEqual({ type: 'start-nightly', after: 'c1' });
  expect(next.state).toMatchObject({ running: [], passedOn: { core: { train: 'c1' } } });
  const asBefore = queueAfter([finds([], former)], { ...emptyQueue('acme'), formerRules: true });
  expect(asBefore.done.map(({ type }) => type)).not.toContain('start-nightly');
});
