import type { Arrival } from './arrivals.ts';
import { trackKey } from './cascade-key.ts';
import { coveredBy, nameOfChange } from './coverage.ts';
import type { DatedChange } from './dated-change.ts';
import { decided, type QueueState } from './queue-state.ts';
import { takeChange } from './take-change.ts';

/**
 * A change goes into the next cascade, with the run that counts as its own build and the digest of its content where they
 * are known, unless a train under way builds it.
 */
export function cascadeArrival(
  state: QueueState,
  arrival: Arrival,
  run: DatedChange['run'] = null,
  content: string | null = null,
): QueueState {
  const { repository, commit, at, hop, trigger } = arrival;
  const change: DatedChange = { repository, commit, at, hop, run, by: null, ...(content === null ? {} : { content }) };
  const key = trackKey(arrival);
  const covered = coveredBy(state, key, change);
  if (covered !== null) return decided(state, nameOfChange(change), 'dropped', covered);
  return takeChange(state, key, change, trigger);
}
