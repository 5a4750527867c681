import { goesByFormerNames, goesByFormerRules } from './former-rules.ts';
import type { QueueState, UncheckedPush } from './queue-state.ts';

/**
 * A queue that goes on in another execution: what was under way in this one is done again, which does nothing twice. A push
 * that has been red for long is looked at again, too: the news that it was run again may have been lost.
 *
 * @param at the time by which that counts, milliseconds since the epoch
 */
export function goneOn(state: QueueState, at: number): QueueState {
  const isRedToo = ({ lookAt }: UncheckedPush) =>
    !goesByFormerRules(state) && (goesByFormerNames(state) || lookAt <= at);
  const isAgain = (push: UncheckedPush) => push.stage === 'checking' || (push.stage === 'red' && isRedToo(push));
  return {
    ...state,
    running: state.running.map((train) => (train.stage === 'starting' ? { ...train, stage: 'ordered' } : train)),
    unchecked: state.unchecked.map((push) => (isAgain(push) ? { ...push, stage: 'due' } : push)),
    follow: state.follow === null ? null : { ...state.follow, begun: false },
  };
}
