import { missingNeeds } from './blockers.ts';
import { nextGateMoment } from './gates-of.ts';
import { satisfies, type UnderwayTrain } from './train-state.ts';

/** Whether nothing goes on any more because something failed: nothing runs, and no build could start, whatever gates say. */
export function isStuck(state: UnderwayTrain): boolean {
  const builds = Object.values(state.builds);
  if (builds.every(satisfies) || builds.some(({ status }) => status === 'running')) return false;
  return !state.plan.builds.some(
    ({ alias, needs }) => state.builds[alias]?.status === 'waiting' && missingNeeds(state, needs).length === 0,
  );
}

/** Until when a train with a failure waits for a person, milliseconds since the epoch; from the last thing that ended. */
export function patienceEnds({ builds, publishing, patience }: UnderwayTrain): number {
  const ends = Object.values(builds).map((build) => ('settledAt' in build ? build.settledAt : 0));
  return Math.max(publishing.status === 'failed' ? publishing.at : 0, ...ends) + patience;
}

/** When time alone makes a train go on or end, milliseconds since the epoch; `null` where only something else does. */
export function nextMoment(state: UnderwayTrain): number | null {
  const waitsForPerson = state.cancelled === null && (isStuck(state) || state.publishing.status === 'failed');
  const moments = [waitsForPerson ? patienceEnds(state) : null, nextGateMoment(state)].filter((at) => at !== null);
  const ahead = moments.filter((at) => at > state.at);
  return ahead.length === 0 ? null : Math.min(...ahead);
}
