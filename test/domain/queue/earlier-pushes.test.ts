import { expect, test } from 'vitest';
import type { QueueEvent } from '../../../src/domain/queue/queue-events.ts';
import type { PushVerdict } from '../../../src/domain/queue/queue-state.ts';
import { arrival, arrives, commitOf, pushCheck, queueAfter, started } from './support.ts';

const HOUR = 60 * 60_000;
const missing: PushVerdict = { type: 'pending', missing: true, why: 'waits for an actions run of ci.yml' };
const green: PushVerdict = { type: 'green', run: null, content: null };

const atTime = (at: number, delivery: string, commit: string) =>
  arrival('core', { delivery, at, commit: commitOf(commit), check: pushCheck() });

const lookedAt = (at: number, delivery: string, verdict: PushVerdict): QueueEvent => ({
  type: 'push-checked',
  at,
  delivery,
  verdict,
});

test('a push that starts no actions run within the hour gives way to the one before it', () => {
  const pushes = [atTime(1, 'd1', 'c'), atTime(2, 'd2', 'd'), atTime(3, 'd3', 'e')];
  const waiting = queueAfter([...pushes.map((one) => arrives(one)), lookedAt(HOUR, 'd3', missing)]).state;
  expect(waiting.unchecked).toMatchObject([{ arrival: { delivery: 'd3' }, stage: 'pending' }]);
  const second = queueAfter([lookedAt(2 * HOUR, 'd3', missing)], waiting);
  expect(second.done).toMatchObject([{ type: 'check-push', arrival: { delivery: 'd2' } }]);
  expect(second.state.decisions.slice(-2)).toMatchObject([
    { what: 'core@e000000', became: 'dropped', why: 'for an hour: waits for an actions run of ci.yml' },
    { what: 'core@d000000', became: 'waits', why: 'counts again, since core@e000000 starts no actions run' },
  ]);
  const first = queueAfter([lookedAt(2 * HOUR, 'd2', missing)], second.state);
  const { done } = queueAfter([lookedAt(2 * HOUR, 'd1', green)], first.state);
  expect(started(done)).toEqual(['acme/cascade/core/c000000']);
});

test('a push that has no other before it waits for its actions run for days', () => {
  const { state } = queueAfter([arrives(atTime(1, 'd1', 'c')), lookedAt(2 * HOUR, 'd1', missing)]);
  expect(state.unchecked).toMatchObject([{ stage: 'pending' }]);
  const older = { ...queueAfter([arrives(atTime(1, 'd1', 'c'))]).state, formerRules: true };
  const events = [arrives(atTime(2, 'd2', 'd')), lookedAt(2 * HOUR, 'd2', missing)];
  expect(queueAfter(events, older).state.unchecked).toMatchObject([{ arrival: { delivery: 'd2' } }]);
});
