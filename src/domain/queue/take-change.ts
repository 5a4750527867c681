import { assertNever } from '../exhaustive.ts';
import type { Trigger } from '../trigger.ts';
import { cascadeId } from './cascade-order.ts';
import { nameOfChange } from './coverage.ts';
import { type DatedChange, newestOfEach, stoodBack } from './dated-change.ts';
import { onArrivalOf } from './on-arrival.ts';
import { withDismissed } from './with-dismissed.ts';
import { decided, type PendingCascade, type QueueState, type Waiting } from './queue-state.ts';

const MOST_WAITING = 1000;

/** Finds a place for a change among the cascades that wait, as the chain's policy says. */
export function takeChange(state: QueueState, key: string, change: DatedChange, trigger: Trigger): QueueState {
  const what = nameOfChange(change);
  const fresh: PendingCascade = { type: 'cascade', since: state.at, key, changed: [change], trigger };
  const append = (to: QueueState, why: string): QueueState =>
    decided({ ...to, waiting: [...to.waiting, fresh] }, what, 'waits', why);
  const onArrival = onArrivalOf(state.policy, 'cascade');
  switch (onArrival) {
    case 'merge': {
      const host = hostOf(state, key);
      if (host === undefined) return append(state, 'for its place');
      return decided(
        mergeInto(state, host, [change]),
        what,
        'merged',
        host.type === 'train' ? `into ${host.train}` : 'into the next cascade',
      );
    }
    case 'queue': {
      if (state.waiting.some((entry) => carries(entry, key, change))) {
        return decided(state, what, 'merged', 'the same change waits already');
      }
      const last = isFull(state) ? state.waiting.findLast((entry) => isHost(entry, key, 'cascade')) : undefined;
      if (last === undefined) return append(state, 'its turn');
      const why = `into the last that waits, since ${MOST_WAITING} cascades do`;
      return decided(mergeInto(state, last, [change]), what, 'merged', why);
    }
    case 'supersede':
      return append(supersede(state, key, cascadeId(state, fresh)), 'for its place');
    case 'refuse': {
      const other = underway(state);
      if (other === null) return append(state, 'for its place');
      return decided(state, what, 'refused', `${other} is under way, and queue.cascade is "refuse"`);
    }
    default:
      return assertNever(onArrival);
  }
}

/** What waits on that track and can take more. */
export function hostOf(state: QueueState, key: string, kind = 'cascade'): Waiting | undefined {
  return state.waiting.find((entry) => isHost(entry, key, kind));
}

/** The changes travel with what waits, or with what takes its turn, and whatever either carries. */
export function mergeInto(
  state: QueueState,
  host: Waiting,
  changes: readonly DatedChange[],
  inTurn: Waiting = host,
): QueueState {
  const all = [...host.changed, ...changes];
  const merged = { ...inTurn, since: host.since, changed: newestOfEach(all) };
  const waiting = state.waiting.map((entry) => (entry === host ? merged : entry));
  return stoodBack(all).reduce<QueueState>(
    (next, change) => decided(next, nameOfChange(change), 'dropped', 'a newer change of it travels in its place'),
    { ...state, waiting },
  );
}

/** Takes the place of all that wait on that track. */
export function supersede(state: QueueState, key: string, by: string, kind = 'cascade'): QueueState {
  const gone = state.waiting.filter((entry) => takesPlaceOf(entry, key, kind));
  const answered = gone.flatMap((entry) =>
    entry.type === 'train'
      ? [{ train: entry.train, runId: entry.runId, answer: { type: 'superseded', by } as const, told: false }]
      : [],
  );
  const waiting = state.waiting.filter((entry) => !gone.includes(entry));
  return gone.reduce<QueueState>(
    (next, entry) => decided(next, nameOfWaiting(state, entry), 'superseded', `by ${by}`),
    withDismissed({ ...state, waiting }, answered),
  );
}

/** What is called by its train where it has one, and else by what it carries. */
export function nameOfWaiting(state: QueueState, entry: Waiting): string {
  return entry.type === 'train' ? entry.train : cascadeId(state, entry);
}

/** Whether something waits on that track, and can take more. */
function isHost(entry: Waiting, key: string, kind: string): boolean {
  return takesPlaceOf(entry, key, kind) && !(entry.type === 'cascade' && entry.alone === true);
}

/** So many cascades wait apart at most: all that the queue knows goes on with it into its next execution. */
function isFull({ waiting }: QueueState): boolean {
  return waiting.filter(({ type }) => type === 'cascade').length >= MOST_WAITING;
}

function takesPlaceOf(entry: Waiting, key: string, kind: string): boolean {
  if (entry.key !== key) return false;
  return entry.type === 'cascade' ? kind === 'cascade' : entry.kind === kind && !entry.again;
}

function carries(entry: Waiting, key: string, change: DatedChange): boolean {
  const { commit } = change;
  return (
    entry.key === key &&
    commit !== null &&
    entry.changed.some((other) => other.repository === change.repository && other.commit === commit)
  );
}

function underway(state: QueueState): string | null {
  const running = state.running.find(({ kind }) => kind === 'cascade');
  if (running !== undefined) return running.train;
  const [waiting] = state.waiting.filter((entry) => entry.type === 'cascade' || entry.kind === 'cascade');
  return waiting === undefined ? null : nameOfWaiting(state, waiting);
}
