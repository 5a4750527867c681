import { missingNeeds } from './blockers.ts';
import { assertNever } from './exhaustive.ts';
import type { PlannedBuild } from './plan.ts';
import { type PublishingState, satisfies, type UnderwayTrain } from './train-state.ts';

/** What a train does next. */
export type TrainAction =
  | { readonly type: 'start-build'; readonly build: PlannedBuild }
  /** A build with nothing to do: it succeeds at once, and takes no place. */
  | { readonly type: 'pass'; readonly build: PlannedBuild }
  | { readonly type: 'publish' }
  | { readonly type: 'settle'; readonly as: 'succeeded' | 'failed' | 'cancelled' };

/**
 * All that can be done now, the longest remaining path first. Empty while the train must wait for something that runs.
 * Carrying an action out changes the state; ask again afterwards.
 */
export function nextActions(state: UnderwayTrain): readonly TrainAction[] {
  if (state.publishing.status !== 'waiting') return afterPublishing(state.publishing.status);
  const running = state.plan.builds.filter(({ alias }) => state.builds[alias]?.status === 'running').length;
  if (state.cancelled !== null) return running > 0 ? [] : [{ type: 'settle', as: 'cancelled' }];

  const ready = readyBuilds(state);
  const passes = ready.filter(({ work }) => work === 'nothing');
  if (passes.length > 0) return passes.map((build) => ({ type: 'pass', build }));
  if (state.paused !== null) return [];
  if (ready.length > 0) {
    const places = Math.max(0, state.limit - running);
    return ready.slice(0, places).map((build) => ({ type: 'start-build', build }));
  }
  if (running > 0) return [];
  if (!allSatisfied(state)) return [{ type: 'settle', as: 'failed' }];
  return [state.plan.publishes ? { type: 'publish' } : { type: 'settle', as: 'succeeded' }];
}

/** The builds that could start if there were places for all, the longest remaining path first. */
export function readyBuilds(state: UnderwayTrain): readonly PlannedBuild[] {
  return state.plan.builds
    .filter(({ alias, needs }) => state.builds[alias]?.status === 'waiting' && missingNeeds(state, needs).length === 0)
    .sort((a, b) => b.remaining - a.remaining || (a.alias < b.alias ? -1 : 1));
}

function allSatisfied({ builds }: UnderwayTrain): boolean {
  return Object.values(builds).every(satisfies);
}

function afterPublishing(status: Exclude<PublishingState['status'], 'waiting'>): readonly TrainAction[] {
  switch (status) {
    case 'running':
      return [];
    case 'published':
      return [{ type: 'settle', as: 'succeeded' }];
    case 'failed':
    case 'cancelled':
      return [{ type: 'settle', as: status }];
    default:
      return assertNever(status);
  }
}
