import { assertNever } from '../exhaustive.ts';
import type { PlaceGivenBack, TrainScope } from './admission.ts';
import { arrive, checked, hint, wakePushes } from './arrive.ts';
import { askAdmission } from './ask-admission.ts';
import { withoutCovered } from './coverage.ts';
import { givePlaces, obstacleTo } from './give-places.ts';
import { loseTrain } from './lose-train.ts';
import type { QueueAction } from './next-queue-actions.ts';
import type { FoundTrain, QueueEvent, StartedCascade } from './queue-events.ts';
import { decided, isSame, type QueueState, type RunningTrain } from './queue-state.ts';
import { balance, givenBack } from './shares.ts';

/** The state after an event: places that are free by then are given, and builds at once are divided anew. */
export function applyQueueEvent(before: QueueState, event: QueueEvent): QueueState {
  const happened = afterEvent(wakePushes({ ...before, at: event.at }), event);
  return told(before, balance(givePlaces(happened)));
}

/** A queue that goes on in another execution: what was under way in this one is done again, which does nothing twice. */
export function goneOn(state: QueueState): QueueState {
  return {
    ...state,
    running: state.running.map((train) => (train.stage === 'starting' ? { ...train, stage: 'ordered' } : train)),
    unchecked: state.unchecked.map((push) => (push.stage === 'checking' ? { ...push, stage: 'due' } : push)),
    follow: state.follow === null ? null : { ...state.follow, begun: false },
  };
}

function afterEvent(state: QueueState, event: QueueEvent): QueueState {
  switch (event.type) {
    case 'found':
      return event.trains.reduce(found, state);
    case 'asked':
      return askAdmission(state, event.ask);
    case 'arrived':
      return arrive(state, event.arrivals);
    case 'hinted':
      return hint(state, event.hints);
    case 'push-checked':
      return checked(state, event.delivery, event.verdict);
    case 'departed':
      return departed(state, event.scope);
    case 'shares-given-back':
      return givenBack(state, event.given);
    case 'place-given-back':
      return placeGivenBack(state, event.given);
    case 'vanished':
      return loseTrain(state, event, { why: 'it is closed', unreached: event.unreached });
    case 'begun':
      return begun(state, event.action);
    case 'cascade-started':
      return cascadeStarted(state, event.train, event.result);
    case 'nightly-started':
      return nightlyStarted(state, event.train);
    case 'time-passed':
      return state;
    default:
      return assertNever(event);
  }
}

/** Says of a train that has just asked why it has no place yet. */
function told(before: QueueState, after: QueueState): QueueState {
  const fresh = after.waiting.filter(
    (entry) =>
      entry.type === 'train' && !before.waiting.some((other) => other.type === 'train' && isSame(other, entry)),
  );
  return fresh.reduce(
    (next, entry) =>
      entry.type === 'train' ? decided(next, entry.train, 'waits', obstacleTo(after, entry) ?? 'for its place') : next,
    after,
  );
}

function found(state: QueueState, { train, runId, kind, version }: FoundTrain): QueueState {
  const place: RunningTrain = {
    train,
    runId,
    kind,
    key: version,
    stage: 'answered',
    since: state.at,
    changed: [],
    commits: {},
    trigger: null,
    shares: {},
    held: {},
    told: true,
  };
  return decided({ ...state, running: [...state.running, place] }, train, 'found', 'it was under way already');
}

function departed(state: QueueState, scope: TrainScope): QueueState {
  return withoutCovered(ofTrain(state, scope, (train) => ({ ...train, commits: scope.commits })));
}

function placeGivenBack(state: QueueState, given: PlaceGivenBack): QueueState {
  const why = given.ended ? 'it has ended' : 'it waits for a person, and asks again when it goes on';
  const next = loseTrain(state, given, { why, unreached: false });
  return given.follow === 'none' ? next : { ...next, follow: { after: given.train, begun: false } };
}

function begun(state: QueueState, action: QueueAction): QueueState {
  switch (action.type) {
    case 'answer':
      return {
        ...ofTrain(state, action, (train) => ({ ...train, stage: 'answered', told: true })),
        dismissed: state.dismissed.map((train) => (isSame(train, action) ? { ...train, told: true } : train)),
      };
    case 'tell-shares':
      return ofTrain(state, action, (train) => ({ ...train, told: true }));
    case 'start-cascade':
      return ofTrain(state, { train: action.order.train, runId: null }, (train) => ({ ...train, stage: 'starting' }));
    case 'start-nightly':
      return { ...state, follow: { after: action.after, begun: true } };
    case 'check-push': {
      const checking = { stage: 'checking', again: false } as const;
      const unchecked = state.unchecked.map((push) =>
        push.arrival.delivery === action.arrival.delivery ? { ...push, ...checking } : push,
      );
      return { ...state, unchecked };
    }
    default:
      return assertNever(action);
  }
}

function cascadeStarted(state: QueueState, name: string, result: StartedCascade): QueueState {
  const train = state.running.find((other) => other.train === name && other.stage === 'starting');
  // It has asked meanwhile, and all is known.
  if (train === undefined) return state;
  switch (result.type) {
    case 'runs':
      return ofTrain(state, train, (place) => ({ ...place, stage: 'started', runId: result.runId }));
    case 'failed':
      return ofTrain(state, train, (place) => ({ ...place, stage: 'ordered' }));
    case 'ended-before': {
      const running = state.running.filter((other) => other !== train);
      return decided({ ...state, running }, name, 'dropped', 'a train of the same changes has been there before');
    }
    default:
      return assertNever(result);
  }
}

function nightlyStarted(state: QueueState, train: string | null): QueueState {
  if (state.follow?.begun !== true) return state;
  if (train === null) return { ...state, follow: { ...state.follow, begun: false } };
  return decided({ ...state, follow: null }, train, 'started', `follows ${state.follow.after}`);
}

function ofTrain(
  state: QueueState,
  which: { readonly train: string; readonly runId: string | null },
  change: (train: RunningTrain) => RunningTrain,
): QueueState {
  return { ...state, running: state.running.map((train) => (isSame(train, which) ? change(train) : train)) };
}
