import { assertNever } from '../exhaustive.ts';
import { cascadeArrival } from './cascade-arrival.ts';
import { nameOfChange } from './coverage.ts';
import { withEarlier } from './earlier-pushes.ts';
import { decided, type PushVerdict, type QueueState, type UncheckedPush } from './queue-state.ts';

/** How often a push that is not green yet is looked at without a hint, in milliseconds. */
const LOOK_EVERY = 10 * 60_000;

/** After so long one that is red is, where its queue goes on in another execution, as it does daily. */
const RED_AFTER = 12 * 60 * 60_000;

/** A push of which nobody heard for so long starts nothing any more. */
const FORGOTTEN_AFTER = 7 * 24 * 60 * 60_000;

/** Actions runs start within seconds; one that is not there after so long (in milliseconds) never comes. */
const STARTS_WITHIN = 60 * 60_000;

/** What became of a look at a push; a newer one may have taken its place meanwhile. */
export function checked(state: QueueState, delivery: string, verdict: PushVerdict): QueueState {
  const push = state.unchecked.find(({ arrival }) => arrival.delivery === delivery);
  if (push === undefined) return state;
  const without = { ...state, unchecked: state.unchecked.filter((other) => other !== push) };
  const what = nameOfChange(push.arrival);
  switch (verdict.type) {
    case 'green':
      return cascadeArrival(without, push.arrival, verdict.run, verdict.content);
    case 'red':
      return verdict.rerun === true
        ? staysRed(state, push, verdict.why)
        : decided(without, what, 'dropped', verdict.why);
    case 'pending': {
      const isOverdue = verdict.missing === true && state.at - push.since > STARTS_WITHIN;
      const instead = isOverdue ? withEarlier(state, push, verdict.why) : null;
      if (instead !== null) return instead;
      if (state.at - push.since > FORGOTTEN_AFTER) return decided(without, what, 'dropped', `for days: ${verdict.why}`);
      const stage = push.again ? 'due' : 'pending';
      return waitsOn(state, push, { stage, lookAt: state.at + LOOK_EVERY, why: verdict.why });
    }
    default:
      return assertNever(verdict);
  }
}

/** Pushes whose moment has come are looked at again, and those that stayed red for too long are forgotten. */
export function wakePushes(state: QueueState): QueueState {
  const forgotten = state.unchecked.filter(({ stage, since }) => stage === 'red' && state.at - since > FORGOTTEN_AFTER);
  const unchecked = state.unchecked
    .filter((push) => !forgotten.includes(push))
    .map((push) => (push.stage === 'pending' && push.lookAt <= state.at ? { ...push, stage: 'due' as const } : push));
  return forgotten.reduce<QueueState>(
    (next, { arrival, why }) => decided(next, nameOfChange(arrival), 'dropped', `for days: ${why}`),
    { ...state, unchecked },
  );
}

/** A push that failed has not failed for good: its runs can be run again, and news of that makes another look follow. */
function staysRed(state: QueueState, push: UncheckedPush, why: string): QueueState {
  const advice = `${why}; once that is run again and green, the cascade starts`;
  const next = waitsOn(state, push, { stage: push.again ? 'due' : 'red', lookAt: state.at + RED_AFTER, why: advice });
  return push.why === advice ? next : decided(next, nameOfChange(push.arrival), 'waits', advice);
}

function waitsOn(
  state: QueueState,
  push: UncheckedPush,
  on: Pick<UncheckedPush, 'stage' | 'lookAt' | 'why'>,
): QueueState {
  const waits = { ...push, ...on, again: false };
  return { ...state, unchecked: state.unchecked.map((other) => (other === push ? waits : other)) };
}
