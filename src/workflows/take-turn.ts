import {
  CancellationScope,
  condition,
  getExternalWorkflowHandle,
  isCancellation,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { BuildOrder } from '../domain/build-order.ts';
import type { Asker } from '../domain/dispatch-lane.ts';
import { laneId } from '../domain/ids.ts';
import type { ActionsRunWatch } from './actions-run-watch.ts';
import { githubActivities, localActivities } from './activities.ts';
import { ASK_AGAIN_AFTER, nextPause } from './ask-again.ts';
import { cancelRunOf } from './find-run.ts';
import { endTurn, turnGranted } from './messages.ts';

/**
 * Does something while no other dispatch of ours to the same actions workflow is under way: where no marker is shown,
 * that is what tells one run from another.
 */
export async function inTurn<T>(order: BuildOrder, watch: ActionsRunWatch, work: () => Promise<T>): Promise<T> {
  const { workflowId, runId, taskQueue } = workflowInfo();
  const lane = laneId(taskQueue, order.target);
  const { dispatchDeadline, settle } = order.timings;
  const asker: Asker = { workflowId, runId, turn: watch.attempt, lingers: dispatchDeadline + settle };
  try {
    watch.enter({ code: 'waiting-for-turn', workflow: order.target.workflow });
    const others = await turn(lane, asker);
    watch.turn = await bounds(order, others);
    return await work();
  } catch (error) {
    // Before the next dispatch follows, so that it can't take this run for its own.
    if (isCancellation(error)) await CancellationScope.nonCancellable(() => cancelRunOf(order, watch));
    throw error;
  } finally {
    await CancellationScope.nonCancellable(() => end(lane, asker, watch));
    watch.turn = null;
  }
}

async function turn(lane: string, asker: Asker): Promise<readonly number[]> {
  const granted: (readonly number[])[] = [];
  setHandler(turnGranted, (number, taken) => {
    if (number === asker.turn) granted.push(taken);
  });
  for (let pause = ASK_AGAIN_AFTER; ; pause = nextPause(pause)) {
    await localActivities().askForTurn(lane, asker);
    if (await condition(() => granted.length > 0, pause)) return granted.flat();
  }
}

async function bounds(order: BuildOrder, others: readonly number[]) {
  const { owner, name, workflow } = order.target;
  const since = Date.now() - order.timings.clockSkew;
  const known = await githubActivities(order.timings, owner).listKnownRuns({
    repository: { owner, name },
    workflow,
    since,
  });
  return { since, taken: [...others, ...known] };
}

async function end(lane: string, asker: Asker, watch: ActionsRunWatch): Promise<void> {
  try {
    await getExternalWorkflowHandle(lane).signal(endTurn, asker, watch.knownRuns);
  } catch {
    // The lane is gone, and with it the turn.
  }
}
