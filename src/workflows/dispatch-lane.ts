import {
  CancellationScope,
  condition,
  continueAsNew,
  getExternalWorkflowHandle,
  setCurrentDetails,
  setHandler,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import { ask, type Asker, EMPTY_LANE, finish, grant, holds, type LaneState } from '../domain/dispatch-lane.ts';
import { turnWatching } from './activities.ts';
import { askForTurn, endTurn, turnGranted } from './messages.ts';

/** How long a lane that nobody wants stays. */
const IDLE = '10 minutes';

/**
 * Lets dispatches to one actions workflow that shows no marker follow one another, over all trains. A turn ends when
 * its build says so, or is closed.
 */
export async function dispatchLane(before: LaneState = EMPTY_LANE): Promise<void> {
  let state = before;
  setHandler(askForTurn, (asker) => {
    state = ask(state, asker);
  });
  setHandler(endTurn, (asker, runs) => {
    state = finish(state, asker, runs);
  });
  for (;;) {
    state = grant(state);
    const { holder, waiting, taken } = state;
    if (holder === null) {
      setCurrentDetails('nobody dispatches');
      if (!(await condition(() => state.waiting.length > 0, IDLE))) return;
      continue;
    }
    setCurrentDetails(`${holder.workflowId} dispatches, ${waiting.length} wait`);
    await serve(holder, taken, () => holds(state, holder));
    if (holds(state, holder))
      await sleep(holder.lingers, { summary: 'what its last dispatch started must show first' });
    if (holds(state, holder)) state = finish(state, holder, []);
    if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof dispatchLane>(state);
  }
}

/** Gives a build its turn, and waits until it is over or the build is closed. */
async function serve(asker: Asker, taken: readonly number[], lasts: () => boolean): Promise<void> {
  try {
    await getExternalWorkflowHandle(asker.workflowId, asker.runId).signal(turnGranted, asker.turn, taken);
  } catch {
    // It is closed already; nothing else makes a signal fail.
    return;
  }
  await CancellationScope.cancellable(async () => {
    try {
      await Promise.race([turnWatching().watchTurn(asker), condition(() => !lasts())]);
    } finally {
      CancellationScope.current().cancel();
    }
  });
}
