import { assertNever } from '../exhaustive.ts';
import type { Trigger } from '../trigger.ts';
import { cascadeId } from './cascade-order.ts';
import { nameOfChange } from './coverage.ts';
import { type DatedChange, newestOfEach } from './dated-change.ts';
import { onArrivalOf } from './on-arrival.ts';
import { decided, type PendingCascade, type QueueState, type Waiting } from './queue-state.ts';

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
    case 'queue':
      return state.waiting.some((entry) => carries(entry, key, change))
        ? decided(state, what, 'merged', 'the same change waits already')
        : append(state, 'its turn');
    case 'supersede':
      return append(supersede(state, key, cascadeId({ chain: state.chain, ...fresh })), 'for its place');
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
  return state.waiting.find((entry) => takesPlaceOf(entry, key, kind));
}

/** The changes travel with what waits. */
export function mergeInto(state: QueueState, host: Waiting, changes: readonly DatedChange[]): QueueState {
  const merged = { ...host, changed: newestOfEach([...host.changed, ...changes]) };
  return { ...state, waiting: state.waiting.map((entry) => (entry === host ? merged : entry)) };
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
    {
      ...state,
      waiting,
      dismissed: [...state.dismissed, ...answered],
    },
  );
}

/** What is called by its train where it has one, and else by what it carries. */
export function nameOfWaiting(state: QueueState, entry: Waiting): string {
  return entry.type === 'train' ? entry.train : cascadeId({ ...entry, chain: state.chain });
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
