import { expect, test } from 'vitest';
import type { QueueEvent } from '../../../src/domain/queue/queue-events.ts';
import { arrival, arrives, cascadeAsks, givesPlaceBack, queueAfter, started } from './support.ts';

const CORE = 'acme/cascade/core/b000000';

function failsEarly(train: string, differences: { readonly cancelled?: true } = {}): QueueEvent {
  const given = { train, runId: 'first', ended: true, follow: 'none', ...differences } as const;
  return { type: 'place-given-back', at: 4, given };
}

/** c1 has its place; c2 waits behind it with its own web, and app that was pushed. */
const { state: waiting } = queueAfter([cascadeAsks('c1', 'core'), cascadeAsks('c2', 'web'), arrives(arrival('app'))]);

test('what was pushed into a train that fails before it departs, or is cancelled, gets a cascade of its own', () => {
  const { state } = queueAfter([givesPlaceBack('c1')], waiting);
  expect(started(queueAfter([failsEarly('c2')], state).done)).toEqual(['acme/cascade/app/b000000']);
  expect(started(queueAfter([failsEarly('c2', { cancelled: true })], state).done)).toHaveLength(1);
});

test('what was pushed into a train that departed ends with it', () => {
  const scope = { train: 'c2', runId: 'first', commits: {} };
  const { state } = queueAfter([givesPlaceBack('c1'), { type: 'departed', at: 3, scope }], waiting);
  expect(started(queueAfter([failsEarly('c2')], state).done)).toEqual([]);
  expect(started(queueAfter([{ type: 'vanished', at: 4, train: 'c2', runId: 'first' }], state).done)).toEqual([]);
});

test('what was pushed into a train that is started again under its id travels with the new one', () => {
  const again = queueAfter([cascadeAsks('c2', 'web', { runId: 'second' }), givesPlaceBack('c1')], waiting);
  expect(again.done).toMatchObject([
    { train: 'c2', runId: 'second', answer: { changed: [{ repository: 'app' }, { repository: 'web' }] } },
  ]);
});

/** A cascade of app and web, which the queue started. */
const { state: merged, done } = queueAfter([
  arrives(arrival('core')),
  arrives(arrival('app'), arrival('web')),
  cascadeAsks(CORE, 'core'),
  givesPlaceBack(CORE),
]);
const both = started(done).at(-1) ?? '';
const { state: admitted } = queueAfter([cascadeAsks(both, 'app')], merged);

test('where a cascade of several changes fails before it departs, each goes alone: a bad one keeps back no other', () => {
  const first = queueAfter([failsEarly(both), arrives(arrival('tools'))], admitted);
  expect(started(first.done)).toEqual(['acme/cascade/app/b000000']);
  expect(first.state.waiting.map(({ changed }) => changed.map(({ repository }) => repository))).toEqual([
    ['web'],
    ['tools'],
  ]);
  const app = 'acme/cascade/app/b000000';
  const next = queueAfter([cascadeAsks(app, 'app'), failsEarly(app)], first.state);
  expect(started(next.done)).toEqual(['acme/cascade/web/b000000']);
});

test('a cascade of the queue that somebody cancels or terminates leaves nothing to do', () => {
  for (const end of [
    failsEarly(both, { cancelled: true }),
    { type: 'vanished', at: 4, train: both, runId: 'first' },
  ] as const) {
    const { state } = queueAfter([end], admitted);
    expect([state.running, state.waiting]).toEqual([[], []]);
  }
});
