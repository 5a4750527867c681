import { expect, test } from 'vitest';
import { applyQueueEvent } from '../../../src/domain/queue/apply-queue-event.ts';
import type { QueueEvent } from '../../../src/domain/queue/queue-events.ts';
import type { QueueState } from '../../../src/domain/queue/queue-state.ts';
import { asks, givesPlaceBack, policy, queueAfter } from './support.ts';

const limited = policy({ trains: 3, runners: { big: 3 } });

const release = asks('v1', { policy: limited });
const nightly = (runners?: readonly string[]) =>
  asks('n1', { kind: 'nightly', key: 'k', policy: limited, ...(runners === undefined ? {} : { runners }) });

/** The train says that it keeps to its share. */
const keepsTo = (train: string, big: number): QueueEvent => ({
  type: 'shares-given-back',
  at: 2,
  given: { train, runId: 'first', shares: { big } },
});

const departs = (train: string, runners: readonly string[]): QueueEvent => ({
  type: 'departed',
  at: 2,
  scope: { train, runId: 'first', commits: {}, runners },
});

const sharesOf = ({ running }: QueueState) =>
  Object.fromEntries(running.map(({ train, shares }) => [train, shares['big']]));

test('a release gets what is left over, and the other train its share once the release has given it up', () => {
  const { state } = queueAfter([release, nightly()]);
  expect(sharesOf(state)).toEqual({ v1: 2, n1: 0 });
  expect(sharesOf(queueAfter([keepsTo('v1', 2)], state).state)).toEqual({ v1: 2, n1: 1 });
});

test('when a train ends the others get its share', () => {
  const { state, done } = queueAfter([release, nightly(), keepsTo('v1', 2), givesPlaceBack('v1')]);
  expect(sharesOf(state)).toEqual({ n1: 3 });
  expect(done.at(-1)).toMatchObject({ type: 'tell-shares', train: 'n1', shares: { big: 3 } });
});

test('a train that takes no runner of the label has no share, and nobody gives up anything for it', () => {
  const { state, done } = queueAfter([release, nightly(['other'])]);
  expect(sharesOf(state)).toEqual({ v1: 3, n1: 0 });
  expect(done.map(({ type }) => type)).toEqual(['answer', 'answer']);
});

test('a train that turns out to take no runner of the label gives its share to the others without a word', () => {
  const { state } = queueAfter([release, nightly(), keepsTo('v1', 2), departs('n1', [])]);
  expect(sharesOf(state)).toEqual({ v1: 3, n1: 0 });
});

test('a train into which another merged takes what that takes, too', () => {
  const { state } = queueAfter([release, nightly(['other']), departs('n1', ['other', 'big']), keepsTo('v1', 2)]);
  expect(sharesOf(state)).toEqual({ v1: 2, n1: 1 });
});

test('a train that asks again, and whose share is less by then, is told that after its answer', () => {
  const { state } = queueAfter([release]);
  const events = [release, nightly()].reduce(applyQueueEvent, state);
  const { done } = queueAfter([{ type: 'time-passed', at: 3 }], events);
  const toRelease = done.filter((action) => 'train' in action && action.train === 'v1');
  expect(toRelease).toMatchObject([
    { type: 'answer', answer: { shares: { big: 2 } } },
    { type: 'tell-shares', shares: { big: 2 } },
  ]);
});

test('a train that has nothing left to build there gives its share to the others, once it agrees, and gets one again', () => {
  const { state } = queueAfter([release, nightly(), keepsTo('v1', 2), departs('v1', ['big']), departs('n1', ['big'])]);
  const done = queueAfter([departs('v1', [])], state);
  expect(done.done).toMatchObject([{ type: 'tell-shares', train: 'v1', shares: { big: 0 } }]);
  expect(sharesOf(done.state)).toEqual({ v1: 0, n1: 1 });
  const agreed = queueAfter([keepsTo('v1', 0)], done.state).state;
  expect(sharesOf(agreed)).toEqual({ v1: 0, n1: 3 });
  const again = queueAfter([departs('v1', ['big']), keepsTo('n1', 1)], agreed).state;
  expect(sharesOf(again)).toEqual({ v1: 2, n1: 1 });
});

test('with fewer runners than trains the later one has its turn as soon as the earlier has nothing left there', () => {
  const one = policy({ trains: 2, runners: { big: 1 } });
  const ask = (train: string) => asks(train, { policy: one, runners: ['big'] });
  const { state } = queueAfter([ask('v1'), ask('v2'), departs('v1', ['big']), departs('v2', ['big'])]);
  expect(sharesOf(state)).toEqual({ v1: 1, v2: 0 });
  expect(sharesOf(queueAfter([departs('v1', []), keepsTo('v1', 0)], state).state)).toEqual({ v1: 0, v2: 1 });
});
