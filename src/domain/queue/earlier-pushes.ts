import { nameOfChange } from './coverage.ts';
import { decided, type QueueState, type UncheckedPush } from './queue-state.ts';

/** So many pushes before the newest one are kept in mind. */
const EARLIER_KEPT = 10;

/** A push in the place of an older one that isn't known to be green either, which counts where none of its own actions runs ever starts. */
export function inPlaceOf(older: UncheckedPush, newer: UncheckedPush): UncheckedPush {
  const { earlier: before = [], ...push } = older;
  const earlier = [push, ...before, ...(newer.earlier ?? [])].sort((a, b) => b.arrival.at - a.arrival.at);
  return { ...newer, earlier: earlier.slice(0, EARLIER_KEPT) };
}

/** The push before one that starts no actions run takes its place again; `null` where there is none. */
export function withEarlier(state: QueueState, push: UncheckedPush, why: string): QueueState | null {
  const [last, ...earlier] = push.earlier ?? [];
  if (last === undefined) return null;
  const what = nameOfChange(push.arrival);
  const reason = `counts again, since ${what} starts no actions run`;
  const due: UncheckedPush = { ...last, stage: 'due', again: false, lookAt: state.at, why: reason, earlier };
  const unchecked = state.unchecked.map((other) => (other === push ? due : other));
  const dropped = decided({ ...state, unchecked }, what, 'dropped', `for an hour: ${why}`);
  return decided(dropped, nameOfChange(last.arrival), 'waits', reason);
}
