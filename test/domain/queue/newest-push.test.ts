import { expect, test } from 'vitest';
import type { QueueEvent } from '../../../src/domain/queue/queue-events.ts';
import { arrives, cascadeAsks, commitOf, givesPlaceBack, pushCheck, pushed, queueAfter } from './support.ts';

/** A look at the push of that delivery sees it green, with that content. */
const isGreen = (delivery: string, content: string): QueueEvent => ({
  type: 'push-checked',
  at: 5,
  delivery,
  verdict: { type: 'green', run: null, content },
});

test('an older push that comes after a newer one cascades nothing', () => {
  const { state } = queueAfter([arrives(pushed('core', { at: 5, commit: commitOf('e') }))]);
  const late = queueAfter([arrives(pushed('core', { at: 4, commit: commitOf('d') }))], state);
  expect(late.state.waiting).toEqual([]);
  expect(late.state.decisions.at(-1)).toMatchObject({
    what: 'core@d000000',
    became: 'dropped',
    why: 'a newer commit of it has come before',
  });
  const others = [pushed('core', { delivery: 'x', at: 4, line: 'develop' }), pushed('app', { at: 4 })];
  expect(queueAfter([arrives(...others)], state).state.waiting).toHaveLength(2);
});

test('an older push that turns green after a newer one cascades nothing, whatever its content is', () => {
  const of = (at: number, commit: string) =>
    arrives({ ...pushed('core', { delivery: commit, at, commit: commitOf(commit) }), check: pushCheck() });
  const { state } = queueAfter([of(5, 'e'), isGreen('e', 'new')]);
  const late = queueAfter([of(4, 'd'), isGreen('d', 'old')], state).state;
  expect([late.waiting, late.unchecked]).toEqual([[], []]);
});

test('what a cascade that failed was to carry is dropped where a newer push of it has come meanwhile', () => {
  const train = 'acme/cascade/app/b000000';
  const asked = cascadeAsks(train, 'app');
  const { state } = queueAfter([arrives(pushed('app', { at: 1 })), asked, arrives(pushed('core', { at: 1 }))]);
  const both = queueAfter([givesPlaceBack(train, true), cascadeAsks('acme/cascade/core/b000000', 'core')], state).state;
  expect(both.running).toMatchObject([{ changed: [{ repository: 'core' }] }]);
  const merged = queueAfter([arrives(pushed('app', { at: 2, commit: commitOf('1') }), pushed('web', { at: 2 }))], both);
  const next = queueAfter([givesPlaceBack('acme/cascade/core/b000000')], merged.state).state;
  const [carrier] = next.running;
  const newer = arrives(pushed('app', { at: 3, commit: commitOf('2') }));
  const failed: QueueEvent = {
    type: 'place-given-back',
    at: 4,
    given: { train: carrier?.train ?? '', runId: 'first', ended: true, follow: 'none' },
  };
  const asking = cascadeAsks(carrier?.train ?? '', 'app');
  const after = queueAfter([asking, newer, failed], next).state;
  const left = [...after.running, ...after.waiting].flatMap(({ changed }) => changed);
  expect(left.map(({ repository, commit }) => `${repository} ${commit?.[0] ?? ''}`)).toEqual(['app 2', 'web b']);
});
