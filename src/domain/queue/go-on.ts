import type { QueueState } from './queue-state.ts';

/** A queue that goes on in another execution: what was under way in this one is done again, which does nothing twice. */
export function goneOn(state: QueueState): QueueState {
  return {
    ...state,
    running: state.running.map((train) => (train.stage === 'starting' ? { ...train, stage: 'ordered' } : train)),
    unchecked: state.unchecked.map((push) => (push.stage === 'checking' ? { ...push, stage: 'due' } : push)),
    follow: state.follow === null ? null : { ...state.follow, begun: false },
  };
}
