import type { Change } from '../trigger.ts';
import type { Arrival } from './arrivals.ts';

/** A change, when it happened, and who brought it. */
export interface DatedChange extends Change {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** The train that asked with it; `null` for a webhook's. */
  readonly by: string | null;
  readonly hop: Arrival['hop'];
}

/** Each repository once, at its newest change; in the order of their aliases, whatever came first. */
export function newestOfEach(changes: readonly DatedChange[]): readonly DatedChange[] {
  const newest = new Map<string, DatedChange>();
  for (const change of changes) {
    const before = newest.get(change.repository);
    if (before === undefined || isNewer(change, before)) newest.set(change.repository, change);
  }
  return [...newest.values()].sort((a, b) => (a.repository < b.repository ? -1 : 1));
}

/** The changes as a train carries them. */
export function plainChanges(changes: readonly DatedChange[]): readonly Change[] {
  return changes.map(({ repository, commit, run }) => ({ repository, commit, run }));
}

/** Of two at the same moment it doesn't matter which, as long as it is always the same; a run of its own is worth more. */
function isNewer(change: DatedChange, before: DatedChange): boolean {
  if (change.at !== before.at) return change.at > before.at;
  return rank(change) > rank(before);
}

function rank({ commit, run }: DatedChange): string {
  return `${commit ?? ''} ${run === null ? '' : run.id}`;
}
