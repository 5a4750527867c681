import { expect, test } from 'vitest';
import type { QueueState } from '../../../src/domain/queue/queue-state.ts';
import { arrival, arrives, cascadeAsks, commitOf, queueAfter, started } from './support.ts';

const HOUR = 60 * 60_000;

/** A queue whose cascade of core and app, at commits a and e, ended like this. */
function ended(succeeded: boolean): QueueState {
  const scope = { train: 'c1', runId: 'first', commits: { core: commitOf('a'), app: commitOf('e') } };
  const given = { train: 'c1', runId: 'first', ended: true, succeeded, follow: 'none' } as const;
  return queueAfter([
    cascadeAsks('c1', 'core'),
    { type: 'departed', at: 2, scope },
    { type: 'place-given-back', at: 3, given },
  ]).state;
}

/** How many cascades somebody's dispatch starts that passes on such a commit. */
function startedBy(state: QueueState, to: string, hop: { from: string; commit: string | null }, at = 4): number {
  const event = { ...arrives(arrival(to, { delivery: `${to}-${at}`, commit: null, hop })), at };
  return started(queueAfter([event], state).done).length;
}

test('what a train that succeeded has passed on is no news for half a day, in whatever direction it is told', () => {
  const state = ended(true);
  expect(startedBy(state, 'app', { from: 'core', commit: commitOf('a') })).toBe(0);
  expect(startedBy(state, 'core', { from: 'app', commit: commitOf('e') })).toBe(0);
  expect(startedBy(state, 'app', { from: 'core', commit: commitOf('a') }, 13 * HOUR)).toBe(1);
});

test('another commit, and a repository that the train did not build are news', () => {
  const state = ended(true);
  expect(startedBy(state, 'app', { from: 'core', commit: commitOf('f') })).toBe(1);
  expect(startedBy(state, 'site', { from: 'core', commit: commitOf('a') })).toBe(1);
});

test('dispatches that do not say what they pass on end their circle, and are news again after half an hour', () => {
  const state = ended(true);
  expect(startedBy(state, 'app', { from: 'core', commit: null })).toBe(0);
  expect(startedBy(state, 'core', { from: 'app', commit: null }, HOUR / 2)).toBe(0);
  expect(startedBy(state, 'app', { from: 'core', commit: null }, HOUR / 2 + 3)).toBe(1);
  expect(startedBy({ ...state, formerRules: true }, 'app', { from: 'core', commit: null })).toBe(1);
});

test('a train that failed has passed on nothing', () => {
  expect(startedBy(ended(false), 'app', { from: 'core', commit: commitOf('a') })).toBe(1);
});

test('a repository that was built before the news came about is built again', () => {
  const scope = { train: 'c2', runId: 'first', commits: { core: commitOf('b') } };
  const given = { train: 'c2', runId: 'first', ended: true, succeeded: true, follow: 'none' } as const;
  const { state } = queueAfter(
    [cascadeAsks('c2', 'core'), { type: 'departed', at: 5, scope }, { type: 'place-given-back', at: 6, given }],
    ended(true),
  );
  expect(startedBy(state, 'app', { from: 'core', commit: commitOf('b') }, 7)).toBe(1);
});
