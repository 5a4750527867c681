import { goesByFormerRules } from './former-rules.ts';
import type { DismissedTrain, QueueState } from './queue-state.ts';

/** Answers that trains have got are known for so many: a train that did not hear its answer asks again. */
const TOLD_KEPT = 200;

/** The state with more trains that are to end because of their answers. None is forgotten before it has its answer. */
export function withDismissed(state: QueueState, trains: readonly DismissedTrain[]): QueueState {
  const all = [...state.dismissed, ...trains];
  if (goesByFormerRules(state)) return { ...state, dismissed: all.slice(-TOLD_KEPT) };
  const kept = new Set(all.filter(({ told }) => told).slice(-TOLD_KEPT));
  return { ...state, dismissed: all.filter((train) => !train.told || kept.has(train)) };
}
