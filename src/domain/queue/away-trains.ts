import type { AwayTrain, QueueState } from './queue-state.ts';

/** Trains that wait for a person for longer than so many others have come to do are forgotten. */
const AWAY_KEPT = 100;

/** The trains that gave their places back, and will ask for them again, in the order in which they did. */
export function awayTrains({ away = [] }: QueueState): readonly AwayTrain[] {
  return away;
}

/** Remembers a train that has just given its place back. */
export function withAway(state: QueueState, { train, runId, kind, key, commits }: AwayTrain): QueueState {
  const others = awayTrains(state).filter((other) => other.train !== train);
  return { ...state, away: [...others, { train, runId, kind, key, commits }].slice(-AWAY_KEPT) };
}

/** Forgets a train that has its place again, or wants it no more. */
export function withoutAway(state: QueueState, train: string): QueueState {
  const others = awayTrains(state).filter((other) => other.train !== train);
  return others.length === awayTrains(state).length ? state : { ...state, away: others };
}
