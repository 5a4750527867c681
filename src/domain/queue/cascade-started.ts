import { assertNever } from '../exhaustive.ts';
import { nextCascadeId } from './cascade-order.ts';
import { ofTrain } from './of-train.ts';
import type { StartedCascade } from './queue-events.ts';
import { decided, type QueueState, type RunningTrain } from './queue-state.ts';

/** What became of the start of a cascade that the queue had ordered. */
export function cascadeStarted(state: QueueState, name: string, result: StartedCascade): QueueState {
  const train = state.running.find((other) => other.train === name && other.stage === 'starting');
  // It has asked meanwhile, and all is known.
  if (train === undefined) return state;
  switch (result.type) {
    case 'runs':
      return ofTrain(state, train, (place) => ({ ...place, stage: 'started', runId: result.runId }));
    case 'failed':
      return ofTrain(state, train, (place) => ({ ...place, stage: 'ordered' }));
    case 'ended-before': {
      if (cameLater(train, result)) {
        const next = nextCascadeId(name);
        const renamed = ofTrain(state, train, (place) => ({ ...place, train: next, stage: 'ordered' }));
        return decided(renamed, next, 'started', `${name} had begun before the same changes came once more`);
      }
      const running = state.running.filter((other) => other !== train);
      return decided({ ...state, running }, name, 'dropped', 'a train of the same changes has been there before');
    }
    default:
      return assertNever(result);
  }
}

/** Whether something of it came after the train had begun that was there under its id: so that was about an earlier time. */
function cameLater({ changed }: RunningTrain, { began }: Extract<StartedCascade, { type: 'ended-before' }>): boolean {
  return began !== undefined && changed.some(({ at }) => at > began);
}
