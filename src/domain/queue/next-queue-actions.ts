import type { AdmissionAnswer, RunnerShares } from './admission.ts';
import type { Arrival } from './arrivals.ts';
import { awayTrains } from './away-trains.ts';
import { type CascadeOrder, cascadeOrder } from './cascade-order.ts';
import { plainChanges } from './dated-change.ts';
import { goesByFormerRules } from './former-rules.ts';
import { kindOf } from './give-places.ts';
import type { QueueState, RunningTrain } from './queue-state.ts';

/** What the queue does next. */
export type QueueAction =
  | { readonly type: 'answer'; readonly train: string; readonly runId: string; readonly answer: AdmissionAnswer }
  | { readonly type: 'tell-shares'; readonly train: string; readonly runId: string; readonly shares: RunnerShares }
  | { readonly type: 'start-cascade'; readonly order: CascadeOrder }
  /** A prerelease that follows the cascade of that name. */
  | { readonly type: 'start-nightly'; readonly after: string }
  | { readonly type: 'check-push'; readonly arrival: Arrival };

/** All that can be done now; empty while nothing but waiting is left. */
export function nextQueueActions(state: QueueState): readonly QueueAction[] {
  const { running, dismissed, unchecked } = state;
  return [
    ...dismissed.flatMap(({ train, runId, answer, told }): readonly QueueAction[] =>
      told ? [] : [{ type: 'answer', train, runId, answer }],
    ),
    ...running.flatMap((train) => actionsFor(state, train)),
    ...unchecked.flatMap(({ stage, arrival }): readonly QueueAction[] =>
      stage === 'due' ? [{ type: 'check-push', arrival }] : [],
    ),
    ...nightly(state),
  ];
}

/** Temporal lets a workflow have 2,000 activities under way. Who is further behind is watched once it comes forward. */
const MOST_WATCHED_WAITING = 500;

/** The trains whose end is watched for: a train that is terminated says nothing. */
export function watchedTrains(state: QueueState): readonly { readonly train: string; readonly runId: string }[] {
  const asking = state.waiting.filter((entry) => entry.type === 'train');
  const watched = goesByFormerRules(state)
    ? [...state.running, ...asking, ...awayTrains(state)]
    : [...state.running, ...awayTrains(state), ...asking.slice(0, MOST_WATCHED_WAITING)];
  return watched.flatMap(({ train, runId }) => (runId === null ? [] : [{ train, runId }]));
}

/** When time alone makes the queue go on, milliseconds since the epoch; `null` where only something else does. */
export function nextQueueMoment({ unchecked }: QueueState): number | null {
  const moments = unchecked.flatMap(({ stage, lookAt }) => (stage === 'pending' ? [lookAt] : []));
  return moments.length === 0 ? null : Math.min(...moments);
}

function actionsFor({ chain }: QueueState, place: RunningTrain): readonly QueueAction[] {
  const { train, runId, stage, shares, told, key, changed, trigger } = place;
  if (stage === 'ordered' && key !== null && trigger !== null) {
    return [{ type: 'start-cascade', order: cascadeOrder(train, { chain, key, changed, trigger }) }];
  }
  if (runId === null) return [];
  if (stage === 'asked' || stage === 'asked-again') {
    return [{ type: 'answer', train, runId, answer: { type: 'admitted', changed: plainChanges(changed), shares } }];
  }
  return stage === 'answered' && !told ? [{ type: 'tell-shares', train, runId, shares }] : [];
}

/** One after another: a nightly that is under way may have taken its commits before the cascade ended. */
function nightly(state: QueueState): readonly QueueAction[] {
  const { follow, running, waiting } = state;
  const kinds = [...[...running, ...awayTrains(state)].map(({ kind }) => kind), ...waiting.map(kindOf)];
  const isUnderWay = kinds.includes('nightly');
  return follow === null || follow.begun || isUnderWay ? [] : [{ type: 'start-nightly', after: follow.after }];
}
