import type { Arrival } from './arrivals.ts';
import { placeOnTrack, trackKey } from './cascade-key.ts';
import type { QueueState, RunningTrain } from './queue-state.ts';

/** Digest of the content of a repository that travels now on the track of an arrival, or did last; `null` where it isn't known. */
export function lastContent(state: QueueState, arrival: Arrival): string | null {
  const key = trackKey(arrival);
  const travelling = [...state.running, ...state.waiting]
    .filter((carrier) => carrier.key === key)
    .flatMap(({ changed }) => changed.filter(({ repository }) => repository === arrival.repository));
  const latest = travelling.at(-1);
  return (latest === undefined ? state.content[placeOnTrack(key, arrival.repository)] : latest.content) ?? null;
}

/** Keeps in mind the content that a train which has departed takes along: only that has reached others. */
export function rememberContent(state: QueueState, { key, changed }: RunningTrain): QueueState {
  if (key === null) return state;
  const taken = changed.flatMap(({ repository, content }): readonly [string, string][] =>
    content === undefined ? [] : [[placeOnTrack(key, repository), content]],
  );
  return { ...state, content: { ...state.content, ...Object.fromEntries(taken) } };
}
