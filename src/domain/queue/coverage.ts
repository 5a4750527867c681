import { awayTrains } from './away-trains.ts';
import type { DatedChange } from './dated-change.ts';
import { passedOnBy } from './passed-on.ts';
import { decided, type PendingCascade, type QueueState, type RunningTrain, type Waiting } from './queue-state.ts';

/** Why a change of that track needs no cascade, since a train builds it, or has passed it on; `null` where none does. */
export function coveredBy(state: QueueState, key: string, change: DatedChange): string | null {
  for (const train of [...state.running, ...awayTrains(state)]) {
    if (passesOn(train, change)) return `${train.train} builds it, with what it passes on`;
    if (train.key === key && train.kind === 'cascade' && builds(train, change)) return `${train.train} builds it`;
  }
  const before = passedOnBy(state, change);
  return before === null ? null : `${before} has built what it passes on, and this with it`;
}

/** Leaves out of the cascades that wait what a train that has just told its scope builds. */
export function withoutCovered(state: QueueState): QueueState {
  let next = state;
  const waiting: Waiting[] = [];
  for (const entry of state.waiting) {
    if (entry.type === 'train') {
      waiting.push(entry);
      continue;
    }
    const { left, after } = uncovered(next, entry);
    next = after;
    if (left.length > 0) waiting.push({ ...entry, changed: left });
  }
  return { ...next, waiting };
}

function uncovered(state: QueueState, { key, changed }: PendingCascade) {
  let after = state;
  const left = changed.filter((change) => {
    const why = coveredBy(state, key, change);
    if (why !== null) after = decided(after, nameOfChange(change), 'dropped', why);
    return why === null;
  });
  return { left, after };
}

/** A change as a sentence names it: alias and commit. */
export function nameOfChange({ repository, commit }: Pick<DatedChange, 'repository' | 'commit'>): string {
  return commit === null ? repository : `${repository}@${commit.slice(0, 7)}`;
}

function builds({ commits }: Pick<RunningTrain, 'commits'>, { repository, commit }: DatedChange): boolean {
  return commit !== null && commits[repository] === commit;
}

/** Whether a train builds a repository because of the same news that somebody else's dispatch passes on. */
function passesOn({ commits }: Pick<RunningTrain, 'commits'>, { repository, hop }: DatedChange): boolean {
  if (hop === null || !Object.hasOwn(commits, repository) || !Object.hasOwn(commits, hop.from)) return false;
  return hop.commit === null || commits[hop.from] === hop.commit;
}
