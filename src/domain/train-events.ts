import { assertNever } from './exhaustive.ts';
import type { Plan } from './plan.ts';
import type { BuildOutcome, BuildState, PublishingState, UnderwayTrain } from './train-state.ts';
import type { Actor } from './trigger.ts';

/** Something that happened to a train that is underway. `at` is milliseconds since the epoch. */
export type TrainEvent =
  | { readonly type: 'build-started'; readonly at: number; readonly alias: string }
  | { readonly type: 'build-settled'; readonly at: number; readonly alias: string; readonly outcome: BuildOutcome }
  | { readonly type: 'paused'; readonly at: number; readonly by: Actor }
  | { readonly type: 'resumed'; readonly at: number; readonly by: Actor }
  | { readonly type: 'cancelled'; readonly at: number; readonly by: Actor }
  | { readonly type: 'publishing'; readonly at: number; readonly state: PublishingState };

/** A train whose plan has just been made: everything waits. */
export function depart(plan: Plan, limit: number): UnderwayTrain {
  return {
    stage: 'underway',
    plan,
    builds: Object.fromEntries(plan.builds.map(({ alias }) => [alias, { status: 'waiting' }])),
    limit,
    paused: null,
    cancelled: null,
    publishing: { status: 'waiting' },
  };
}

/** The state after an event. An event about a build that is not in the plan is a bug of ours and throws. */
export function apply(state: UnderwayTrain, event: TrainEvent): UnderwayTrain {
  switch (event.type) {
    case 'build-started':
      return withBuild(state, event.alias, { status: 'running', startedAt: event.at });
    case 'build-settled':
      return settled(state, event.alias, event.at, event.outcome);
    case 'paused':
      return { ...state, paused: event.by };
    case 'resumed':
      return { ...state, paused: null };
    case 'cancelled':
      return { ...state, cancelled: event.by };
    case 'publishing':
      return { ...state, publishing: event.state };
    default:
      return assertNever(event);
  }
}

function settled(state: UnderwayTrain, alias: string, at: number, outcome: BuildOutcome): UnderwayTrain {
  const before = state.builds[alias];
  const startedAt = before?.status === 'running' ? before.startedAt : null;
  return withBuild(state, alias, { ...outcome, startedAt, settledAt: at });
}

function withBuild(state: UnderwayTrain, alias: string, build: BuildState): UnderwayTrain {
  if (!Object.hasOwn(state.builds, alias))
    throw new Error(`Internal error, please report: ${alias} is not in the plan`);
  // No spread: the bundler writes it out as a loop, and a train starts a thousand builds in one workflow task.
  return { ...state, builds: Object.assign({}, state.builds, { [alias]: build }) };
}
