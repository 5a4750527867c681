import type { Arrival } from './arrivals.ts';
import { trackKey } from './cascade-key.ts';
import { lastContent } from './cascaded-content.ts';
import { coveredBy, nameOfChange } from './coverage.ts';
import type { DatedChange } from './dated-change.ts';
import { comesTooLate, OVERTAKEN, rememberPush } from './newest-push.ts';
import { decided, type QueueState } from './queue-state.ts';
import { takeChange } from './take-change.ts';

/**
 * A change goes into the next cascade, with the run that counts as its own build and the digest of its content where they
 * are known, unless a newer one has gone before it, nothing in it matters to others, or a train under way builds it.
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
  const dropped = (from: QueueState, why: string) => decided(from, nameOfChange(change), 'dropped', why);
  if (comesTooLate(state, key, arrival)) return dropped(state, OVERTAKEN);
  const next = rememberPush(state, key, arrival);
  if (content !== null && lastContent(next, arrival) === content) {
    return dropped(next, 'nothing that matters to others changed');
  }
  const covered = coveredBy(next, key, change);
  return covered === null ? takeChange(next, key, change, trigger) : dropped(next, covered);
}
