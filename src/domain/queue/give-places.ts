import type { TrainKind } from '../trigger.ts';
import { awayTrains, withoutAway } from './away-trains.ts';
import { cascadeId } from './cascade-order.ts';
import type { DatedChange } from './dated-change.ts';
import { isAlone } from './on-arrival.ts';
import { knownRunners } from './runners-of.ts';
import { decided, isSame, type QueueState, type RunningTrain, type Waiting } from './queue-state.ts';

/** Gives the places that are free to what waits: releases first, then in the order in which it came. */
export function givePlaces(state: QueueState): QueueState {
  return inOrder(state.waiting).reduce(
    (next, entry) => (obstacleTo(next, entry) === null ? withPlace(next, entry) : next),
    state,
  );
}

/** Why something that waits has no place yet, in words; `null` where it could have one. */
export function obstacleTo({ running, policy }: QueueState, entry: Waiting): string | null {
  const kind = kindOf(entry);
  const other = isAlone(policy, kind) ? running.find((train) => train.kind === kind) : undefined;
  if (other !== undefined) return `waits until ${other.train} has ended: one ${kind} is under way at once`;
  const places = policy?.trains ?? 1;
  if (running.length < places) return null;
  return `waits for one of ${places === 1 ? '1 place' : `${places} places`}: ${running.map(({ train }) => train).join(', ')}`;
}

/** What kind of train something that waits is, or will be. */
export function kindOf(entry: Waiting): TrainKind {
  return entry.type === 'cascade' ? 'cascade' : entry.kind;
}

/** What waits, in the order in which it gets its place. */
export function inOrder(waiting: readonly Waiting[]): readonly Waiting[] {
  const isRelease = (entry: Waiting) => kindOf(entry) === 'release';
  return [...waiting.filter(isRelease), ...waiting.filter((entry) => !isRelease(entry))];
}

function withPlace(state: QueueState, entry: Waiting): QueueState {
  const train = running(state, entry);
  const waiting = state.waiting.filter((other) => other !== entry);
  const next = withoutAway({ ...state, waiting, running: [...state.running, train] }, train.train);
  return decided(next, train.train, entry.type === 'cascade' ? 'started' : 'admitted', carried(entry.changed));
}

function running(state: QueueState, entry: Waiting): RunningTrain {
  const { at } = state;
  const { key, changed } = entry;
  const place = { key, changed, since: at, shares: {}, held: {}, told: false };
  if (entry.type === 'train') {
    const { train, runId, kind, again } = entry;
    // One that goes on tells what it builds only once.
    const commits = awayTrains(state).find((other) => isSame(other, entry))?.commits ?? commitsOf(changed);
    const known = { ...place, ...knownRunners(entry), commits, departed: again };
    return { ...known, train, runId, kind, stage: 'asked', trigger: null };
  }
  const { trigger } = entry;
  const train = cascadeId(state, { key, changed });
  const commits = commitsOf(changed);
  return { ...place, commits, train, runId: null, kind: 'cascade', stage: 'ordered', departed: false, trigger };
}

function commitsOf(changed: readonly DatedChange[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    changed.flatMap(({ repository, commit }) => (commit === null ? [] : [[repository, commit] as const])),
  );
}

function carried(changed: readonly DatedChange[]): string {
  return changed.length === 0 ? 'has its place' : `with ${changed.map(({ repository }) => repository).join(', ')}`;
}
