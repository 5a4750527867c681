import { goesByFormerRules } from './former-rules.ts';
import type { QueueState, UncheckedPush } from './queue-state.ts';

/**
 * A queue that goes on in another execution: what was under way in this one is done again, which does nothing twice. A push
 * that is red is looked at again, too: the news that it was run again may have been lost.
 */
export function goneOn(state: QueueState): QueueState {
  const again: readonly UncheckedPush['stage'][] = goesByFormerRules(state) ? ['checking'] : ['checking', 'red'];
  return {
    ...state,
    running: state.running.map((train) => (train.stage === 'starting' ? { ...train, stage: 'ordered' } : train)),
    unchecked: state.unchecked.map((push) => (again.includes(push.stage) ? { ...push, stage: 'due' } : push)),
    follow: state.follow === null ? null : { ...state.follow, begun: false },
  };
}
