import { expect, test } from 'vitest';
import { applyQueueEvent } from '../../../src/domain/queue/apply-queue-event.ts';
import { emptyQueue } from '../../../src/domain/queue/queue-state.ts';
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

const onePlace = policy({ trains: 1 });

test('a train is admitted at once where there is a place, and its answer is repeated when it asks again', () => {
  const { done } = queueAfter([asks('acme/release/v1'), asks('acme/release/v1')]);
  expect(answers(done)).toEqual(['acme/release/v1 admitted', 'acme/release/v1 admitted']);
});

test('releases queue, and each follows when the one before it has ended', () => {
  const events = [asks('v1', { policy: onePlace }), asks('v2', { policy: onePlace })];
  const { state, done } = queueAfter(events);
  expect(answers(done)).toEqual(['v1 admitted']);
  expect(state.decisions.at(-1)).toMatchObject({ what: 'v2', became: 'waits', why: 'waits for one of 1 place: v1' });
  expect(answers(queueAfter([givesPlaceBack('v1')], state).done)).toEqual(['v2 admitted']);
});

test('a release overtakes what waits, and nothing else does', () => {
  const { state } = queueAfter([
    asks('v1', { policy: onePlace }),
    cascadeAsks('cascade', 'core', { policy: onePlace }),
    asks('v2', { policy: onePlace }),
  ]);
  const { done } = queueAfter([givesPlaceBack('v1'), givesPlaceBack('v2')], state);
  expect(answers(done)).toEqual(['v2 admitted', 'cascade admitted']);
});

test('a second release of a version is refused, and told which train makes it', () => {
  const { done } = queueAfter([asks('acme/release/v1', { key: 'v1' }), asks('by-hand', { key: 'v1' })]);
  expect(done.at(-1)).toMatchObject({
    train: 'by-hand',
    answer: { type: 'refused', why: 'acme/release/v1 makes this release already: wait until it ends, or cancel it' },
  });
});

test('a nightly is refused while one is under way, also when it asks again', () => {
  const nightly = { kind: 'nightly', key: 'k' } as const;
  const { done } = queueAfter([asks('n1', nightly), asks('n2', nightly), asks('n2', nightly)]);
  expect(answers(done)).toEqual(['n1 admitted', 'n2 refused', 'n2 refused']);
});

test('every train gets its answer, however many ask at once', () => {
  const superseding = policy({ onArrival: { cascade: 'supersede', release: 'queue', nightly: 'refuse' } });
  const kinds = [
    (train: string) => asks(train, { kind: 'nightly', key: 'k' }),
    (train: string) => asks(train, { kind: 'cascade', key: 'k', policy: superseding }),
  ];
  for (const ask of kinds) {
    const events = Array.from({ length: 302 }, (_, number) => ask(`t${number}`));
    const { dismissed } = events.reduce(applyQueueEvent, emptyQueue('acme'));
    expect(dismissed.length).toBeGreaterThanOrEqual(300);
    expect(dismissed.filter(({ told }) => told)).toEqual([]);
    expect(queueAfter(events).state.dismissed).toHaveLength(201);
  }
});

test('a cascade that asks while one waits goes into it, with its changes', () => {
  const { state, done } = queueAfter([cascadeAsks('c1', 'core'), cascadeAsks('c2', 'app'), cascadeAsks('c3', 'web')]);
  expect(answers(done)).toEqual(['c1 admitted', 'c3 merged']);
  const after = queueAfter([givesPlaceBack('c1')], state);
  expect(after.done).toMatchObject([
    { train: 'c2', answer: { changed: [{ repository: 'app' }, { repository: 'web' }] } },
  ]);
});

test('what superseding trains carried before is answered, and only the newest goes on', () => {
  const superseding = policy({ onArrival: { cascade: 'supersede', release: 'supersede', nightly: 'supersede' } });
  const ask = (train: string) => asks(train, { kind: 'nightly', key: 'k', policy: superseding });
  const { state, done } = queueAfter([ask('n1'), ask('n2'), ask('n3')]);
  expect(answers(done)).toEqual(['n1 admitted', 'n2 superseded']);
  expect(answers(queueAfter([givesPlaceBack('n1')], state).done)).toEqual(['n3 admitted']);
  const releases = queueAfter([asks('v1', { policy: superseding }), asks('v2', { policy: superseding })]);
  expect(answers(releases.done)).toEqual(['v1 admitted', 'v2 admitted']);
});

test('pushes during a cascade make one next cascade, each repository at its newest commit', () => {
  const { state, done } = queueAfter([
    arrives(arrival('core')),
    arrives(arrival('app', { commit: commitOf('1'), at: 10 }), arrival('web', { at: 11 })),
    arrives(arrival('app', { commit: commitOf('3'), at: 30 })),
    arrives(arrival('app', { commit: commitOf('2'), at: 20 })),
  ]);
  expect(started(done)).toEqual(['acme/cascade/core/b000000']);
  const asked = cascadeAsks('acme/cascade/core/b000000', 'core');
  const next = queueAfter([asked, givesPlaceBack('acme/cascade/core/b000000')], state);
  expect(next.done).toMatchObject([
    { type: 'answer' },
    {
      type: 'start-cascade',
      order: { input: { changed: [{ repository: 'app', commit: commitOf('3') }, { repository: 'web' }] } },
    },
  ]);
  expect(started(next.done)[0]).toMatch(/^acme\/cascade\/app\+1\/[0-9a-f]{16}$/);
});

test('a cascade that the queue started is admitted with what it was started with', () => {
  const { state } = queueAfter([arrives(arrival('core')), arrives(arrival('app'))]);
  const { done } = queueAfter([cascadeAsks('acme/cascade/core/b000000', 'core')], state);
  expect(done).toMatchObject([
    { answer: { type: 'admitted', changed: [{ repository: 'core', commit: commitOf('b') }] } },
  ]);
});

test('a train that asks takes over the changes that waited without a train', () => {
  const { state } = queueAfter([cascadeAsks('c1', 'core'), arrives(arrival('app')), cascadeAsks('c2', 'web')]);
  expect(queueAfter([givesPlaceBack('c1')], state).done).toMatchObject([
    { train: 'c2', answer: { changed: [{ repository: 'app' }, { repository: 'web' }] } },
  ]);
});

test('what others brought is not lost with the train that was to carry it', () => {
  const { state } = queueAfter([cascadeAsks('c1', 'core'), cascadeAsks('c2', 'web'), arrives(arrival('app'))]);
  const vanished = { type: 'vanished', at: 3, train: 'c2', runId: 'first' } as const;
  expect(started(queueAfter([vanished, givesPlaceBack('c1')], state).done)).toEqual(['acme/cascade/app/b000000']);
  expect(started(queueAfter([givesPlaceBack('c1'), vanished], state).done)).toEqual(['acme/cascade/app/b000000']);
});

test('a train that waits for a person gives its place back, and gets one again whatever else waits', () => {
  const { state } = queueAfter([cascadeAsks('c1', 'core'), givesPlaceBack('c1', false), arrives(arrival('app'))]);
  const again = queueAfter([cascadeAsks('c1', 'core', { again: true, changed: [] }), arrives(arrival('web'))], state);
  expect(again.state.waiting.map(({ changed }) => changed.map(({ repository }) => repository))).toEqual([[], ['web']]);
  const after = queueAfter([givesPlaceBack('acme/cascade/app/b000000')], again.state);
  expect(after.done).toEqual([]);
});

test('a train that was started again under its id takes the place of its former execution', () => {
  const { state, done } = queueAfter([
    asks('v1', { policy: onePlace }),
    asks('v1', { runId: 'second', policy: onePlace }),
  ]);
  expect(answers(done)).toEqual(['v1 admitted', 'v1 admitted']);
  expect(state.running).toMatchObject([{ train: 'v1', runId: 'second' }]);
});

test('a cascade that was there before under the same changes gives its place back', () => {
  const { state } = queueAfter([arrives(arrival('core'))]);
  const result = { type: 'ended-before' } as const;
  const after = queueAfter([{ type: 'cascade-started', at: 2, train: 'acme/cascade/core/b000000', result }], state);
  expect(after.state.running).toEqual([]);
  expect(after.state.decisions.at(-1)).toMatchObject({ became: 'dropped' });
});

test('a nightly follows a cascade that asks for it, and not while one is under way', () => {
  const { state } = queueAfter([asks('n1', { kind: 'nightly', key: 'k' }), cascadeAsks('c1', 'core')]);
  const given = { train: 'c1', runId: 'first', ended: true, follow: 'prerelease' } as const;
  const ended = queueAfter([{ type: 'place-given-back', at: 2, given }], state);
  expect(ended.done).toEqual([]);
  const after = queueAfter([givesPlaceBack('n1')], ended.state);
  expect(after.done).toEqual([{ type: 'start-nightly', after: 'c1' }]);
  const told = queueAfter([{ type: 'nightly-started', at: 3, train: 'n2' }], after.state);
  expect(told.state.follow).toBeNull();
});
