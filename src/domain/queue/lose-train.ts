import type { Trigger } from '../trigger.ts';
import { awayTrains, withoutAway } from './away-trains.ts';
import { nameOfChange } from './coverage.ts';
import type { DatedChange } from './dated-change.ts';
import { isOvertaken, OVERTAKEN } from './newest-push.ts';
import { decided, isSame, type PendingCascade, type QueueState, type RunningTrain } from './queue-state.ts';
import { takeChange } from './take-change.ts';

const BY_ITSELF: Trigger = { type: 'manual', by: { type: 'cascade' } };

/** How a train came to its end, or to want nothing any more. */
export interface TrainEnd {
  /** What is said of it. */
  readonly why: string;
  /** Whether it failed by itself without having departed: any of its changes may be what it failed by. */
  readonly failed?: boolean;
}

/**
 * A train is over, or wants nothing any more. What others brought, and it never took along, waits anew; its own changes
 * end with it.
 */
export function loseTrain(
  before: QueueState,
  gone: { readonly train: string; readonly runId: string | null },
  { why, failed = false }: TrainEnd,
): QueueState {
  const isAway = awayTrains(before).some((train) => isSame(train, gone));
  const state = isAway ? withoutAway(before, gone.train) : before;
  const ran = state.running.find((train) => isSame(train, gone));
  if (ran !== undefined) {
    const running = state.running.filter((train) => train !== ran);
    const next = decided({ ...state, running }, ran.train, 'ended', why);
    return tookAlong(ran) ? next : handedOn(next, ran, failed);
  }
  const waited = state.waiting.find((entry) => entry.type === 'train' && isSame(entry, gone));
  if (waited?.type !== 'train') return isAway ? decided(state, gone.train, 'ended', why) : state;
  const waiting = state.waiting.filter((entry) => entry !== waited);
  return handedOn(decided({ ...state, waiting }, waited.train, 'ended', why), { ...waited, trigger: null }, failed);
}

/** Whether a train knew what it builds, and went: what becomes of its changes is its own affair then. */
function tookAlong({ departed, stage }: RunningTrain): boolean {
  return departed ?? stage === 'answered';
}

interface Carrier {
  readonly train: string;
  readonly key: string | null;
  readonly changed: readonly DatedChange[];
  readonly trigger: Trigger | null;
}

function handedOn(before: QueueState, { train, key, changed, trigger }: Carrier, failed: boolean): QueueState {
  if (key === null) return before;
  // All that a cascade of the queue's own carries is its own.
  if (trigger !== null && !(failed && changed.length > 1)) return before;
  const theirs = trigger === null ? changed.filter(({ by }) => by !== train) : changed;
  const left = theirs.filter((change) => !isOvertaken(before, key, change));
  const overtaken = theirs.filter((change) => !left.includes(change));
  const state = overtaken.reduce((next, change) => decided(next, nameOfChange(change), 'dropped', OVERTAKEN), before);
  if (trigger !== null) return apart(state, { key, changed: left, trigger });
  return left.reduce((next, change) => takeChange(next, key, change, BY_ITSELF), state);
}

/** Each change in a cascade of its own, which nothing else goes into: one that can't be built keeps back no other. */
function apart(state: QueueState, what: Pick<PendingCascade, 'key' | 'changed' | 'trigger'>): QueueState {
  const { key, changed, trigger } = what;
  return changed.reduce((next, change) => {
    const alone: PendingCascade = {
      type: 'cascade',
      since: next.at,
      key,
      changed: [change],
      trigger,
      alone: true,
    };
    const why = 'alone, since a cascade failed that was to carry it with others';
    return decided({ ...next, waiting: [...next.waiting, alone] }, nameOfChange(change), 'waits', why);
  }, state);
}
