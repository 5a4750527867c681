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
  const byDigest = new Map<string, T>();
  for (const item of items) {
    const digest = longDigest(item.delivery);
    if (!byDigest.has(digest)) byDigest.set(digest, item);
  }
  // Older code kept them as they are.
  const these = new Set([...byDigest.keys(), ...items.map(({ delivery }) => delivery)]);
  // Of thousands that are known only a few can be among these: to ask for each is cheaper than to collect all.
  const again = new Set(state.seen.filter((delivery) => these.has(delivery)));
  const fresh = [...byDigest].filter(([digest, { delivery }]) => !again.has(digest) && !again.has(delivery));
  const seen = [...state.seen, ...fresh.map(([digest]) => digest)].slice(-DELIVERIES_KEPT);
  return { fresh: fresh.map(([, item]) => item), after: { ...state, seen } };
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
