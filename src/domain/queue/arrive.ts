import type { Arrival, PushHint } from './arrivals.ts';
import { cascadeKey } from './cascade-key.ts';
import { coveredBy, nameOfChange } from './coverage.ts';
import type { DatedChange } from './dated-change.ts';
import { decided, type PushVerdict, type QueueState, type UncheckedPush } from './queue-state.ts';
import { takeChange } from './take-change.ts';

/** Deliveries that are known again: what GitHub sends once more, it sends within days. */
const DELIVERIES_KEPT = 5000;

/** How often a push that is not green yet is looked at without a hint, in milliseconds. */
const LOOK_EVERY = 10 * 60_000;

/** A push of which nobody heard for so long starts nothing any more. */
const FORGOTTEN_AFTER = 7 * 24 * 60 * 60_000;

/** Changes came in, some of them perhaps again. */
export function arrive(state: QueueState, arrivals: readonly Arrival[]): QueueState {
  const { fresh, after } = unseen(state, arrivals);
  return fresh.reduce<QueueState>((next, arrival) => {
    const current = { ...next, policy: arrival.policy };
    return arrival.check === null ? cascaded(current, arrival, null) : toCheck(current, arrival);
  }, after);
}

/** Actions runs of pushes ended: what waits for them is looked at again. */
export function hint(state: QueueState, hints: readonly PushHint[]): QueueState {
  const { fresh, after } = unseen(state, hints);
  const repositories = new Set(fresh.map(({ repository }) => repository));
  const unchecked = after.unchecked.map((push) =>
    repositories.has(push.arrival.repository) ? lookedAtAgain(push) : push,
  );
  return { ...after, unchecked };
}

/** What became of a look at a push; a newer one may have taken its place meanwhile. */
export function checked(state: QueueState, delivery: string, verdict: PushVerdict): QueueState {
  const push = state.unchecked.find(({ arrival }) => arrival.delivery === delivery);
  if (push === undefined) return state;
  const without = { ...state, unchecked: state.unchecked.filter((other) => other !== push) };
  const what = nameOfChange(push.arrival);
  switch (verdict.type) {
    case 'green':
      return green(without, push.arrival, verdict);
    case 'red':
      return decided(without, what, 'dropped', verdict.why);
    case 'pending': {
      if (state.at - push.since > FORGOTTEN_AFTER) return decided(without, what, 'dropped', `for days: ${verdict.why}`);
      const stage = push.again ? 'due' : 'pending';
      const waits = { ...push, stage, again: false, lookAt: state.at + LOOK_EVERY, why: verdict.why } as const;
      return { ...state, unchecked: state.unchecked.map((other) => (other === push ? waits : other)) };
    }
  }
}

/** Pushes whose moment has come are looked at again. */
export function wakePushes(state: QueueState): QueueState {
  const unchecked = state.unchecked.map((push) =>
    push.stage === 'pending' && push.lookAt <= state.at ? { ...push, stage: 'due' as const } : push,
  );
  return { ...state, unchecked };
}

function unseen<T extends { readonly delivery: string }>(state: QueueState, items: readonly T[]) {
  const known = new Set(state.seen);
  const fresh = items.filter(({ delivery }) => {
    const isNew = !known.has(delivery);
    known.add(delivery);
    return isNew;
  });
  const seen = [...state.seen, ...fresh.map(({ delivery }) => delivery)].slice(-DELIVERIES_KEPT);
  return { fresh, after: { ...state, seen } };
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
  const [older, newer] = before.arrival.at > arrival.at ? [arrival, before.arrival] : [before.arrival, arrival];
  const told = decided(state, nameOfChange(older), 'dropped', `${nameOfChange(newer)} is newer`);
  if (newer !== arrival) return told;
  return { ...told, unchecked: state.unchecked.map((other) => (other === before ? push : other)) };
}

function lookedAtAgain(push: UncheckedPush): UncheckedPush {
  return push.stage === 'checking' ? { ...push, again: true } : { ...push, stage: 'due' };
}

function green(state: QueueState, arrival: Arrival, { run, content }: Extract<PushVerdict, { type: 'green' }>) {
  if (content === null) return cascaded(state, arrival, run);
  const place = `${arrival.repository} ${trackKey(arrival)}`;
  if (state.content[place] === content) {
    return decided(state, nameOfChange(arrival), 'dropped', 'nothing that matters to others changed');
  }
  return cascaded({ ...state, content: { ...state.content, [place]: content } }, arrival, run);
}

function cascaded(state: QueueState, arrival: Arrival, run: DatedChange['run']): QueueState {
  const { repository, commit, at, hop, trigger } = arrival;
  const change: DatedChange = { repository, commit, at, hop, run, by: null };
  const key = trackKey(arrival);
  const covered = coveredBy(state, key, change);
  if (covered !== null) return decided(state, nameOfChange(change), 'dropped', covered);
  return takeChange(state, key, change, trigger);
}

function isOfSame(a: Arrival, b: Arrival): boolean {
  return a.repository === b.repository && trackKey(a) === trackKey(b);
}

function trackKey({ line, parameters }: Arrival): string {
  return cascadeKey({ line, parameters, only: false });
}
