import { CancellationScope, condition, isCancellation, setHandler, workflowInfo } from '@temporalio/workflow';
import { nextActions, type TrainAction } from '../domain/next-actions.ts';
import type { Itinerary } from '../domain/orders.ts';
import { publishOrder } from '../domain/release/order-publishing.ts';
import { nothingChanged, planTrain } from '../domain/plan.ts';
import { apply, depart, type TrainEvent } from '../domain/train-events.ts';
import { checkRequest } from '../domain/check-request.ts';
import type { CheckedRequest } from '../domain/train-request.ts';
import { passed, type TrainState, type UnderwayTrain } from '../domain/train-state.ts';
import { type TrainView, viewTrain } from '../domain/train-view.ts';
import { SOMEBODY_IN_TEMPORAL, type TrainRequest } from '../domain/trigger.ts';
import { localActivities, manyCalls } from './activities.ts';
import { startBuild, startPublishing } from './children.ts';
import { trainState } from './messages.ts';
import { settle } from './settle.ts';
import { endedBefore, refuse, validRequest } from './start.ts';
import { TrainSign } from './train-sign.ts';

/** One durable pass over a chain: it moves events into the state, and carries out what the state asks for next. */
export async function runTrain(parsed: CheckedRequest): Promise<TrainView> {
  const { request, title: asked } = validRequest(parsed);
  let title = asked;
  const sign = new TrainSign();
  let state: TrainState = { stage: 'pinning' };
  setHandler(trainState, () => viewTrain(title, state));
  sign.show(viewTrain(title, state));

  const itinerary = await prepare(request).catch((error: unknown) => {
    throw endedBefore(error, sign, viewTrain(title, state));
  });
  title = { ...title, version: itinerary.version };
  const inbox: TrainEvent[] = [];
  for (let train = (state = depart(itinerary.plan, itinerary.chain.limits.builds)); ; state = train) {
    const actions = nextActions(train);
    for (const action of actions) {
      if (action.type === 'settle') return settle(action.as, sign, viewTrain(title, train));
      train = apply(train, carryOut(action, itinerary, train, inbox));
    }
    // What was done may have made more possible at once.
    if (actions.length > 0) continue;
    sign.show(viewTrain(title, train));
    const cancellation = await news(inbox, train);
    train = [...inbox.splice(0), ...cancellation].reduce(apply, train);
  }
}

/** Reads the configuration, makes the plan, and pins the commits. */
async function prepare(asked: TrainRequest): Promise<Itinerary> {
  const { workflowId: train, firstExecutionRunId, runId, startTime } = workflowInfo();
  const { chain, timings } = await localActivities().loadChain(asked.chain);
  const checked = checkRequest(chain, asked);
  if (!checked.ok) throw refuse(checked.problems);
  const { request } = checked;
  const plan = planTrain(chain, request);
  const aliases = plan.builds.map(({ alias }) => alias);
  const startedAt = startTime.getTime();
  const asking = { chain, train, firstExecutionRunId, startedAt, request, aliases };
  const { unchangedSince, ...pinned } = await manyCalls(timings).pinCommits(asking);
  const lookFirst = runId !== firstExecutionRunId;
  return {
    train,
    chain,
    request,
    plan: unchangedSince === null ? plan : nothingChanged(plan, unchangedSince),
    since: startedAt,
    lookFirst,
    timings,
    ...pinned,
  };
}

/** Does one thing; what comes of it later arrives in the inbox. Returns what is true from now on. */
function carryOut(
  action: Exclude<TrainAction, { type: 'settle' }>,
  itinerary: Itinerary,
  train: UnderwayTrain,
  inbox: TrainEvent[],
): TrainEvent {
  const at = Date.now();
  switch (action.type) {
    case 'pass': {
      const { alias, kind } = action.build;
      return { type: 'build-settled', at, alias, outcome: passed(kind) };
    }
    case 'start-build': {
      const { alias } = action.build;
      startBuild(itinerary, alias, (outcome) => {
        inbox.push({ type: 'build-settled', at: Date.now(), alias, outcome });
      });
      return { type: 'build-started', at, alias };
    }
    case 'publish':
      startPublishing(publishOrder(itinerary, train), (state) => {
        inbox.push({ type: 'publishing', at: Date.now(), state });
      });
      return { type: 'publishing', at, state: { status: 'running', startedAt: at } };
  }
}

/** Waits until something happened. Being cancelled happens once, and is told; after it, what runs is waited for. */
async function news(inbox: readonly TrainEvent[], train: UnderwayTrain): Promise<readonly TrainEvent[]> {
  const arrived = () => condition(() => inbox.length > 0);
  try {
    await (train.cancelled === null ? arrived() : CancellationScope.nonCancellable(arrived));
    return [];
  } catch (error) {
    if (!isCancellation(error)) throw error;
    return [{ type: 'cancelled', at: Date.now(), by: SOMEBODY_IN_TEMPORAL }];
  }
}
