import { assertNever } from '../exhaustive.ts';
import type { AdmissionAsk, AdmissionAnswer } from './admission.ts';
import { awayTrains } from './away-trains.ts';
import { type DatedChange, newestOfEach } from './dated-change.ts';
import { goesByFormerRules } from './former-rules.ts';
import { loseTrain } from './lose-train.ts';
import { ofTrain } from './of-train.ts';
import { onArrivalOf } from './on-arrival.ts';
import {
  decided,
  isSame,
  type PlaceStage,
  type QueueState,
  type RunningTrain,
  type WaitingTrain,
} from './queue-state.ts';
import { knownRunners } from './runners-of.ts';
import { hostOf, mergeInto, nameOfWaiting, supersede } from './take-change.ts';
import { withDismissed } from './with-dismissed.ts';

/** A train asks. One that is known, with its execution, gets its answer again. */
export function askAdmission(state: QueueState, ask: AdmissionAsk): QueueState {
  const known = answeredAgain(state, ask) ?? ordered(state, ask);
  if (known !== null) return known;
  const current = { ...withoutFormer(state, ask), policy: ask.again ? (state.policy ?? ask.policy) : ask.policy };
  const refusal = ask.again ? null : whyRefused(current, ask);
  return refusal === null ? placed(current, ask) : dismissed(current, ask, { type: 'refused', why: refusal });
}

function answeredAgain(state: QueueState, ask: AdmissionAsk): QueueState | null {
  if (state.waiting.some((entry) => entry.type === 'train' && isSame(entry, ask))) return state;
  if (state.running.some((train) => isSame(train, ask))) {
    return ofTrain(state, ask, (train) => ({ ...train, stage: askingAgain(state, train) }));
  }
  if (!state.dismissed.some((train) => isSame(train, ask))) return null;
  return {
    ...state,
    dismissed: state.dismissed.map((train) => (isSame(train, ask) ? { ...train, told: false } : train)),
  };
}

/** Whether it got its answer before is kept in mind: it may go by that one alone, and is told its shares again if they changed. */
function askingAgain(state: QueueState, { stage }: RunningTrain): PlaceStage {
  const hasAnswer = stage === 'answered' || stage === 'asked-again';
  return hasAnswer && !goesByFormerRules(state) ? 'asked-again' : 'asked';
}

/** A cascade that the queue started itself has its place before it asks. */
function ordered(state: QueueState, ask: AdmissionAsk): QueueState | null {
  const { train: name, runId } = ask;
  const found = state.running.find(({ train, runId: known }) => train === name && known === null);
  if (found === undefined) return null;
  const asked = { ...found, ...knownRunners(ask), runId, stage: 'asked' as const };
  return { ...state, running: state.running.map((train) => (train === found ? asked : train)) };
}

/** Of a train that was started again under its id, the execution before is over. */
function withoutFormer(state: QueueState, ask: AdmissionAsk): QueueState {
  const waiting = state.waiting.filter((entry) => entry.type === 'train');
  const former = [...state.running, ...waiting, ...awayTrains(state)].filter(
    (other) => other.train === ask.train && !isSame(other, ask),
  );
  const why = 'it was started again';
  return former.reduce<QueueState>((next, { train, runId }) => loseTrain(next, { train, runId }, { why }), state);
}

function whyRefused(state: QueueState, ask: AdmissionAsk): string | null {
  const { kind, key, policy } = ask;
  const trains = [...state.running, ...state.waiting.filter((entry) => entry.type === 'train')];
  const away = awayTrains(state).filter((train) => train.kind === kind && !isSame(train, ask));
  const others = trains.filter((train) => train.kind === kind);
  const same = kind === 'release' ? [...others, ...away].find((train) => train.key === key) : undefined;
  if (same !== undefined) return `${same.train} makes this release already: wait until it ends, or cancel it`;
  if (onArrivalOf(policy, kind) !== 'refuse') return null;
  const pending = kind === 'cascade' ? state.waiting.find((entry) => entry.type === 'cascade') : undefined;
  const met = others[0]?.train ?? (pending === undefined ? null : nameOfWaiting(state, pending));
  const advice = `no second ${kind} is taken meanwhile: start it when that has ended, or set queue.${kind} to "queue"`;
  if (met !== null) return `${met} is under way, and ${advice}`;
  // A cascade that waits for a person keeps back no change that came after it.
  const [absent] = kind === 'cascade' || goesByFormerRules(state) ? [] : away;
  return absent === undefined ? null : `${absent.train} waits for a person, and ${advice}`;
}

/** Lets it wait, or travel with what waits already; whether it waits for long is seen when places are given. */
function placed(state: QueueState, ask: AdmissionAsk): QueueState {
  const waits = waitingTrain(state, ask);
  const append = (to: QueueState, train: WaitingTrain): QueueState => ({ ...to, waiting: [...to.waiting, train] });
  const policy = ask.again ? 'queue' : onArrivalOf(ask.policy, ask.kind);
  switch (policy) {
    case 'queue':
    case 'refuse':
      return append(state, waits);
    case 'supersede':
      return append(supersede(state, ask.key, ask.train, ask.kind), waits);
    case 'merge': {
      const host = hostOf(state, ask.key, ask.kind);
      if (host === undefined) return append(state, waits);
      if (host.type === 'train') {
        return dismissed(mergeInto(state, host, waits.changed), ask, { type: 'merged', into: host.train });
      }
      // It takes over what waited, in its turn.
      return mergeInto(state, host, waits.changed, waits);
    }
    default:
      return assertNever(policy);
  }
}

function waitingTrain(state: QueueState, ask: AdmissionAsk): WaitingTrain {
  const { train, runId, kind, key, again, changed } = ask;
  const dated = changed.map((change): DatedChange => ({ ...change, at: state.at, by: train, hop: null }));
  return {
    type: 'train',
    since: state.at,
    train,
    runId,
    kind,
    key,
    again,
    changed: newestOfEach(dated),
    ...knownRunners(ask),
  };
}

function dismissed(
  state: QueueState,
  { train, runId }: AdmissionAsk,
  answer: Exclude<AdmissionAnswer, { type: 'admitted' }>,
): QueueState {
  const why =
    answer.type === 'merged' ? `into ${answer.into}` : answer.type === 'refused' ? answer.why : `by ${answer.by}`;
  return decided(withDismissed(state, [{ train, runId, answer, told: false }]), train, answer.type, why);
}
