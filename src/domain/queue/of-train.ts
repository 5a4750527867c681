import { isSame, type QueueState, type RunningTrain } from './queue-state.ts';

/** The state with another view of one train that has a place. */
export function ofTrain(
  state: QueueState,
  which: { readonly train: string; readonly runId: string | null },
  change: (train: RunningTrain) => RunningTrain,
): QueueState {
  return { ...state, running: state.running.map((train) => (isSame(train, which) ? change(train) : train)) };
}
