import { expect, test } from 'vitest';
import { arrival, arrives, asks, cascadeAsks, commitOf, policy, queueAfter } from './support.ts';

const busy = cascadeAsks('c1', 'core');
const old = [{ repository: 'app', commit: commitOf('0'), run: null }];
const person = cascadeAsks('c2', 'app', { changed: old });
const push = arrives(arrival('app', { commit: commitOf('9') }));

test('what was pushed counts in place of a commit that a person names, whichever came first, and that is said', () => {
  for (const order of [
    [push, person],
    [person, push],
  ]) {
    const { state } = queueAfter([busy, ...order]);
    expect(state.waiting).toMatchObject([{ train: 'c2', changed: [{ repository: 'app', commit: commitOf('9') }] }]);
    expect(state.decisions).toContainEqual({
      at: 1,
      what: 'app@0000000',
      became: 'dropped',
      why: 'a newer change of it travels in its place',
    });
  }
});

test('the head that a person asks for is newer than what was pushed before', () => {
  const head = { ...cascadeAsks('c2', 'app', { changed: [{ repository: 'app', commit: null, run: null }] }), at: 5 };
  const { state } = queueAfter([busy, push, head]);
  expect(state.waiting).toMatchObject([{ changed: [{ repository: 'app', commit: null }] }]);
});

test('of two pushes in one second the one that came later counts', () => {
  for (const commits of [
    ['1', '2'],
    ['2', '1'],
  ] as const) {
    const pushes = commits.map((start) => arrives(arrival('app', { commit: commitOf(start), at: 1000 })));
    const { state } = queueAfter([busy, ...pushes]);
    expect(state.waiting).toMatchObject([{ changed: [{ commit: commitOf(commits[1]) }] }]);
  }
});

test('no more than a thousand cascades wait apart: what comes then goes into the last of its track', () => {
  const queueing = policy({ trains: 1, onArrival: { cascade: 'queue', release: 'queue', nightly: 'queue' } });
  const numbered = Array.from({ length: 1002 }, (_, number) =>
    arrival('app', { commit: String(number).padStart(40, '0'), at: number, policy: queueing }),
  );
  const { state } = queueAfter([asks('v1', { policy: queueing }), arrives(...numbered)]);
  expect(state.waiting).toHaveLength(1000);
  expect(state.waiting.at(-1)).toMatchObject({ changed: [{ commit: '1001'.padStart(40, '0') }] });
  expect(state.decisions.at(-1)).toMatchObject({
    became: 'merged',
    why: 'into the last that waits, since 1000 cascades do',
  });
  const elsewhere = arrival('app', { delivery: 'other', line: 'develop', policy: queueing });
  expect(queueAfter([arrives(elsewhere)], state).state.waiting).toHaveLength(1001);
});
