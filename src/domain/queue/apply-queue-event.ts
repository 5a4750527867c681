import { assertNever } from '../exhaustive.ts';
import type { TrainScope } from './admission.ts';
import { arrive, hint } from './arrive.ts';
import { askAdmission } from './ask-admission.ts';
import { cascadeStarted } from './cascade-started.ts';
import { rememberContent } from './cascaded-content.ts';
import { checked, wakePushes } from './checked-push.ts';
import { withoutCovered } from './coverage.ts';
import { findTrains } from './find-trains.ts';
import { goesByFormerRules } from './former-rules.ts';
import { placeGivenBack } from './give-place-back.ts';
import { givePlaces, obstacleTo } from './give-places.ts';
import { loseTrain } from './lose-train.ts';
import type { QueueAction } from './next-queue-actions.ts';
import { ofTrain } from './of-train.ts';
import type { QueueEvent } from './queue-events.ts';
import { decided, isSame, type QueueState, type WaitingTrain } from './queue-state.ts';
import { knownRunners } from './runners-of.ts';
import { balance, givenBack, withoutUntaken } from './shares.ts';

/** The state after an event: places that are free by then are given, and builds at once are divided anew. */
export function applyQueueEvent(before: QueueState, event: QueueEvent): QueueState {
  const happened = afterEvent(wakePushes({ ...before, at: event.at }), event);
  return told(before, balance(givePlaces(happened)));
}

function afterEvent(state: QueueState, event: QueueEvent): QueueState {
  switch (event.type) {
    case 'found':
      return findTrains(state, event);
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
      return placeGivenBack(state, event);
    case 'vanished':
      return loseTrain(state, event, { why: 'it is closed' });
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
  const nameOf = ({ train, runId }: WaitingTrain) => `${train} ${runId}`;
  const known = new Set(trainsOf(before).map(nameOf));
  const fresh = trainsOf(after).filter((train) => !known.has(nameOf(train)));
  return fresh.reduce(
    (next, entry) => decided(next, entry.train, 'waits', obstacleTo(after, entry) ?? 'for its place'),
    after,
  );
}

function trainsOf({ waiting }: QueueState): readonly WaitingTrain[] {
  return waiting.filter((entry) => entry.type === 'train');
}

function departed(state: QueueState, scope: TrainScope): QueueState {
  const { commits } = scope;
  const train = state.running.find((other) => isSame(other, scope));
  // It says so again when it has less left to build; what departed after it may be newer.
  const isFirst = train?.departed !== true || goesByFormerRules(state);
  const known = train !== undefined && isFirst ? rememberContent(state, train) : state;
  const next = ofTrain(known, scope, (other) => {
    const departing = { ...other, commits, departed: true, ...knownRunners(scope) };
    return isFirst ? withoutUntaken(departing) : departing;
  });
  return withoutCovered(next);
}

function begun(state: QueueState, action: QueueAction): QueueState {
  switch (action.type) {
    case 'answer':
      return {
        ...ofTrain(state, action, (train) => ({
          ...train,
          stage: 'answered',
          told: train.stage === 'asked-again' ? train.told : true,
        })),
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

function nightlyStarted(state: QueueState, train: string | null): QueueState {
  if (state.follow?.begun !== true) return state;
  if (train === null) return { ...state, follow: { ...state.follow, begun: false } };
  return decided({ ...state, follow: null }, train, 'started', `follows ${state.follow.after}`);
}
