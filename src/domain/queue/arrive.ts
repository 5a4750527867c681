import type { Arrival, PushHint } from './arrivals.ts';
import { cascadeArrival } from './cascade-arrival.ts';
import { trackKey } from './cascade-key.ts';
import { nameOfChange } from './coverage.ts';
import { inPlaceOf } from './earlier-pushes.ts';
import { longDigest } from '../digest.ts';
import { goesByFormerRules } from './former-rules.ts';
import { decided, type QueueState, type UncheckedPush } from './queue-state.ts';

/** Deliveries that are known again: what GitHub sends once more, it sends within days. */
const DELIVERIES_KEPT = 5000;

/** Changes came in, some of them perhaps again. */
export function arrive(state: QueueState, arrivals: readonly Arrival[]): QueueState {
  const { fresh, after } = unseen(state, arrivals);
  return fresh.reduce<QueueState>((next, arrival) => {
    const current = { ...next, policy: arrival.policy };
    return arrival.check === null ? cascadeArrival(current, arrival) : toCheck(current, arrival);
  }, after);
}

/** Actions runs of pushes ended: what waits for them is looked at again, however often that is said. */
export function hint(state: QueueState, hints: readonly PushHint[]): QueueState {
  const { fresh, after } = goesByFormerRules(state) ? unseen(state, hints) : { fresh: hints, after: state };
  const repositories = new Set(fresh.map(({ repository }) => repository));
  const unchecked = after.unchecked.map((push) =>
    repositories.has(push.arrival.repository) ? lookedAtAgain(push) : push,
  );
  return { ...after, unchecked };
}

function unseen<T extends { readonly delivery: string }>(state: QueueState, items: readonly T[]) {
  const known = new Set(state.seen);
  const fresh: T[] = [];
  for (const item of items) {
    const digest = longDigest(item.delivery);
    // Older code kept them as they are.
    if (known.has(digest) || known.has(item.delivery)) continue;
    known.add(digest);
    fresh.push(item);
  }
  return { fresh, after: { ...state, seen: [...known].slice(-DELIVERIES_KEPT) } };
}

function toCheck(state: QueueState, arrival: Arrival): QueueState {
  const before = state.unchecked.find((push) => isOfSame(push.arrival, arrival));
  const push: UncheckedPush = {
    arrival,
    since: state.at,
    stage: 'due',
    again: false,
    lookAt: state.at,
    why: 'waits for a look at its actions runs',
  };
  if (before === undefined) {
    return { ...decided(state, nameOfChange(arrival), 'waits', push.why), unchecked: [...state.unchecked, push] };
  }
  const [older, newer] = before.arrival.at > arrival.at ? [push, before] : [before, push];
  const told = decided(state, nameOfChange(older.arrival), 'dropped', `${nameOfChange(newer.arrival)} is newer`);
  const newest = goesByFormerRules(state) ? newer : inPlaceOf(older, newer);
  return { ...told, unchecked: state.unchecked.map((other) => (other === before ? newest : other)) };
}

function lookedAtAgain(push: UncheckedPush): UncheckedPush {
  return push.stage === 'checking' ? { ...push, again: true } : { ...push, stage: 'due' };
}

function isOfSame(a: Arrival, b: Arrival): boolean {
  return a.repository === b.repository && trackKey(a) === trackKey(b);
}
