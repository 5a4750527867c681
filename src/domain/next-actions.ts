import { missingNeeds } from './blockers.ts';
import { assertNever } from './exhaustive.ts';
import { closedBefore, closedGates, gatesOfBuild, verdictOf } from './gates-of.ts';
import type { PlannedBuild } from './plan.ts';
import { satisfies, type UnderwayTrain } from './train-state.ts';
import { isStuck, patienceEnds } from './waits.ts';

/** What a train does next. */
export type TrainAction =
  | { readonly type: 'start-build'; readonly build: PlannedBuild }
  /** A build with nothing to do: it succeeds at once, and takes no place. */
  | { readonly type: 'pass'; readonly build: PlannedBuild }
  /** Something has come to a gate: from now on it waits. */
  | { readonly type: 'reach-gate'; readonly gate: string }
  | { readonly type: 'publish' }
  /** Its draft is ready: gates let it be published, or don't. */
  | { readonly type: 'tell-publisher'; readonly word: 'go' | 'stop'; readonly why: string }
  | { readonly type: 'follow-up' }
  /** It waits for a person, and others may go on meanwhile; or it goes on, and needs its place again. */
  | { readonly type: 'give-place-back' }
  /** `withoutShare`: only its former share of some label kept it from going on; older code waited for another then. */
  | { readonly type: 'ask-for-place'; readonly withoutShare: boolean }
  | { readonly type: 'settle'; readonly as: 'succeeded' | 'failed' | 'cancelled' };

/**
 * All that can be done now, the longest remaining path first. Empty while the train must wait for something that runs, for a
 * person or for a moment. Carrying an action out changes the state; ask again afterwards.
 */
export function nextActions(state: UnderwayTrain): readonly TrainAction[] {
  const wanted = wantedActions(state);
  const uses = wanted.some(usesPlace);
  if (state.place === 'given-back') {
    if (uses) return [{ type: 'ask-for-place', withoutShare: false }];
    // The shares were those of the place that it had; with the next one come others.
    if (wantedActions({ ...state, shares: {} }).some(usesPlace)) return [{ type: 'ask-for-place', withoutShare: true }];
  }
  if (uses && state.place === 'asked-for') return [];
  if (wanted.length === 0 && state.place === 'held' && waitsForPerson(state)) return [{ type: 'give-place-back' }];
  return wanted;
}

function usesPlace(action: TrainAction): boolean {
  const { type } = action;
  if (type === 'tell-publisher') return action.word === 'go';
  return type === 'start-build' || type === 'publish' || type === 'follow-up';
}

/** The builds that could start if there were places for all, the longest remaining path first. */
export function readyBuilds(state: UnderwayTrain): readonly PlannedBuild[] {
  return reachedBuilds(state).filter(({ alias }) => gatesOfBuild(state, alias).length === 0);
}

function wantedActions(state: UnderwayTrain): readonly TrainAction[] {
  if (state.publishing.status !== 'waiting') return afterPublishing(state);
  const running = state.plan.builds.filter(({ alias }) => state.builds[alias]?.status === 'running');
  if (state.cancelled !== null) return running.length > 0 ? [] : [{ type: 'settle', as: 'cancelled' }];

  const passes = readyBuilds(state).filter(({ work }) => work === 'nothing');
  if (passes.length > 0) return passes.map((build) => ({ type: 'pass', build }));
  if (state.paused !== null) return [];
  const reached = gatesReached(state);
  if (reached.length > 0) return reached;
  const ready = readyBuilds(state);
  if (ready.length > 0) return withinLimits(state, ready, running).map((build) => ({ type: 'start-build', build }));
  if (running.length > 0) return [];
  if (isStuck(state)) return state.at >= patienceEnds(state) ? [{ type: 'settle', as: 'failed' }] : [];
  if (!Object.values(state.builds).every(satisfies)) return closedBefore(state, 'building').length > 0 ? FAILED : [];
  return state.plan.publishes ? [{ type: 'publish' }] : afterSuccess(state);
}

const FAILED: readonly TrainAction[] = [{ type: 'settle', as: 'failed' }];

/** Builds whose needs are there, whatever a gate says. */
function reachedBuilds(state: UnderwayTrain): readonly PlannedBuild[] {
  return state.plan.builds
    .filter(({ alias, needs }) => state.builds[alias]?.status === 'waiting' && missingNeeds(state, needs).length === 0)
    .sort((a, b) => b.remaining - a.remaining || (a.alias < b.alias ? -1 : 1));
}

function gatesReached(state: UnderwayTrain): readonly TrainAction[] {
  const gates = reachedBuilds(state).flatMap(({ alias }) => gatesOfBuild(state, alias));
  const names = gates.filter(({ since }) => since === null).map(({ gate }) => gate.name);
  return [...new Set(names)].map((gate) => ({ type: 'reach-gate', gate }));
}

/** As many as there are places for, in all and on the runners of each label. */
function withinLimits(
  { limit, shares }: UnderwayTrain,
  ready: readonly PlannedBuild[],
  running: readonly PlannedBuild[],
): readonly PlannedBuild[] {
  const chosen: PlannedBuild[] = [];
  for (const build of ready) {
    const taken = [...running, ...chosen];
    const share = build.runner === null ? undefined : shares[build.runner];
    const onRunner = taken.filter(({ runner }) => runner === build.runner).length;
    if (taken.length < limit && (share === undefined || onRunner < share)) chosen.push(build);
  }
  return chosen;
}

function afterPublishing(state: UnderwayTrain): readonly TrainAction[] {
  const { publishing } = state;
  switch (publishing.status) {
    case 'waiting':
      return [];
    case 'running':
      return waitsAtPublishingGate(state) ? atPublishingGates(state) : [];
    case 'published':
      return publishing.release.draft ? [{ type: 'settle', as: 'succeeded' }] : afterSuccess(state);
    case 'failed':
      if (state.cancelled !== null) return [{ type: 'settle', as: 'cancelled' }];
      if (state.paused !== null) return [];
      return state.at >= patienceEnds(state) ? FAILED : [];
    case 'cancelled':
      return [{ type: 'settle', as: 'cancelled' }];
    default:
      return assertNever(publishing);
  }
}

function atPublishingGates(state: UnderwayTrain): readonly TrainAction[] {
  const closed = closedGates(state, 'publishing');
  const unreached = closed.filter(({ since }) => since === null);
  if (unreached.length > 0) return unreached.map(({ gate }) => ({ type: 'reach-gate', gate: gate.name }));
  const refused = closed.flatMap((one) => {
    const verdict = verdictOf(state, one);
    return verdict.type === 'closed' ? [`${one.gate.name}: ${verdict.why}`] : [];
  });
  if (refused.length > 0) return [{ type: 'tell-publisher', word: 'stop', why: refused.join('; ') }];
  return closed.length > 0 || state.paused !== null ? [] : [{ type: 'tell-publisher', word: 'go', why: '' }];
}

function afterSuccess(state: UnderwayTrain): readonly TrainAction[] {
  const { followUp } = state;
  if (!state.plan.tells) return [{ type: 'settle', as: 'succeeded' }];
  switch (followUp.status) {
    case 'waiting': {
      if (state.cancelled !== null) return [{ type: 'settle', as: state.plan.publishes ? 'succeeded' : 'cancelled' }];
      const closed = closedGates(state, 'deploying');
      const unreached = closed.filter(({ since }) => since === null);
      if (unreached.length > 0) return unreached.map(({ gate }) => ({ type: 'reach-gate', gate: gate.name }));
      if (closedBefore(state, 'deploying').length > 0) return FAILED;
      return closed.length > 0 || state.paused !== null ? [] : [{ type: 'follow-up' }];
    }
    case 'running':
      return [];
    case 'done': {
      const failed = followUp.told.some(({ ok, required }) => !ok && required);
      return [{ type: 'settle', as: failed ? 'failed' : 'succeeded' }];
    }
    default:
      return assertNever(followUp);
  }
}

/** Whether nothing runs, and what could start waits for a word, not for a place. */
export function waitsForPerson(state: UnderwayTrain): boolean {
  const runs = Object.values(state.builds).some(({ status }) => status === 'running');
  if (runs || state.followUp.status === 'running') return false;
  if (state.publishing.status === 'running') return waitsAtPublishingGate(state);
  return state.paused !== null || readyBuilds(state).length === 0;
}

/** Whether everything is in the draft, and the gates before publishing have yet to say what becomes of it. */
export function waitsAtPublishingGate({ publishing }: UnderwayTrain): boolean {
  return publishing.status === 'running' && publishing.draft !== null && publishing.word === 'none';
}
