import type { Arrival } from './arrivals.ts';
import { placeOnTrack } from './cascade-key.ts';
import { nameOfChange } from './coverage.ts';
import type { DatedChange } from './dated-change.ts';
import { goesByFormerRules } from './former-rules.ts';
import { decided, type QueueState, type Waiting } from './queue-state.ts';

/** What is said of a push after which the branch has moved on. */
export const OVERTAKEN = 'a newer commit of it has come before';

/** Whether a push comes after a newer one of its repository and track has gone into a cascade. */
export function comesTooLate(state: QueueState, key: string, arrival: Arrival): boolean {
  return arrival.trigger.type === 'push' && isBehind(state, key, arrival);
}

/** Whether a change that was pushed, and waits anew, has been overtaken by a newer push meanwhile. */
export function isOvertaken(state: QueueState, key: string, change: DatedChange): boolean {
  const wasPushed = change.by === null && change.hop === null && change.commit !== null;
  return wasPushed && isBehind(state, key, change);
}

/**
 * Keeps in mind when the newest push was made that goes into a cascade. An older one that is to travel alone may come behind
 * that cascade, and is dropped.
 */
export function rememberPush(state: QueueState, key: string, arrival: Arrival): QueueState {
  if (arrival.trigger.type !== 'push' || goesByFormerRules(state)) return state;
  const newest = { ...state.newest, [placeOnTrack(key, arrival.repository)]: arrival.at };
  return withoutOvertaken({ ...state, newest });
}

function withoutOvertaken(state: QueueState): QueueState {
  const isGone = (entry: Waiting) =>
    entry.type === 'cascade' &&
    entry.alone === true &&
    entry.changed.every((change) => isOvertaken(state, entry.key, change));
  const gone = state.waiting.filter(isGone).flatMap(({ changed }) => changed);
  return gone.reduce<QueueState>((next, change) => decided(next, nameOfChange(change), 'dropped', OVERTAKEN), {
    ...state,
    waiting: state.waiting.filter((entry) => !isGone(entry)),
  });
}

function isBehind(state: QueueState, key: string, { repository, at }: Pick<DatedChange, 'repository' | 'at'>): boolean {
  const newest = state.newest?.[placeOnTrack(key, repository)];
  return newest !== undefined && at < newest && !goesByFormerRules(state);
}
