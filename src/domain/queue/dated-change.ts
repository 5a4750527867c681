import type { Change } from '../trigger.ts';
import type { Arrival } from './arrivals.ts';

/** A change, when it happened, and who brought it. */
export interface DatedChange extends Change {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** The train that asked with it; `null` for a webhook's. */
  readonly by: string | null;
  readonly hop: Arrival['hop'];
  /** Digest of the content that matters to others, where that is known. */
  readonly content?: string;
}

/** Each repository once, at its newest change, of two at one moment the one that comes last; in the order of their aliases. */
export function newestOfEach(changes: readonly DatedChange[]): readonly DatedChange[] {
  const newest = new Map<string, DatedChange>();
  for (const change of changes) {
    const before = newest.get(change.repository);
    if (before === undefined || isNewer(change, before)) newest.set(change.repository, change);
  }
  return [...newest.values()].sort((a, b) => (a.repository < b.repository ? -1 : 1));
}

/** The commits that people named, and that have to stand back where changes are one. */
export function stoodBack(changes: readonly DatedChange[]): readonly DatedChange[] {
  const named = changes.filter(isNamed);
  if (named.length === 0) return [];
  const newest = newestOfEach(changes);
  return named.filter((change) => !newest.some((other) => isSameCommit(other, change)));
}

/** The changes as a train carries them. */
export function plainChanges(changes: readonly DatedChange[]): readonly Change[] {
  return changes.map(({ repository, commit, run }) => ({ repository, commit, run }));
}

/** Whether a change counts in place of one that came before it. */
function isNewer(change: DatedChange, before: DatedChange): boolean {
  // Somebody may name an old commit; what was pushed is what the branch has.
  if (isNamed(change) !== isNamed(before) && [change, before].some(isPushed)) return isNamed(before);
  if (change.at !== before.at) return change.at > before.at;
  // Pushes are dated in whole seconds. A run of its own is worth something.
  return change.commit !== before.commit || change.run !== null || before.run === null;
}

function isPushed({ by }: DatedChange): boolean {
  return by === null;
}

/** Whether a person named the commit. */
function isNamed({ by, commit }: DatedChange): boolean {
  return by !== null && commit !== null;
}

function isSameCommit(a: DatedChange, b: DatedChange): boolean {
  return a.repository === b.repository && a.commit === b.commit;
}
