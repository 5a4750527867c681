import { CancellationScope, condition, isCancellation, setHandler, workflowInfo } from '@temporalio/workflow';
import { apply } from '../domain/apply-event.ts';
import { checkRequest } from '../domain/check-request.ts';
import { depart } from '../domain/depart.ts';
import { nextActions } from '../domain/next-actions.ts';
import { departureOf, type Itinerary } from '../domain/orders.ts';
import { nothingChanged, planTrain } from '../domain/plan.ts';
import type { TrainEvent } from '../domain/train-events.ts';
import type { CheckedRequest } from '../domain/train-request.ts';
import type { TrainState, UnderwayTrain } from '../domain/train-state.ts';
import { type TrainView, viewTrain } from '../domain/train-view.ts';
import { SOMEBODY_IN_TEMPORAL, type TrainRequest } from '../domain/trigger.ts';
import { nextMoment } from '../domain/waits.ts';
import { localActivities, manyCalls } from './activities.ts';
import { draftReady, trainState } from './messages.ts';
import { settle } from './settle.ts';
import { endedBefore, refuse, validRequest } from './start.ts';
import { TrainControl } from './train-control.ts';
import { TrainSign } from './train-sign.ts';
import { TrainWork } from './train-work.ts';

/** One durable pass over a chain: it moves events into the state, and carries out what the state asks for next. */
export async function runTrain(parsed: CheckedRequest): Promise<TrainView> {
  const { request, title: asked } = validRequest(parsed);
  let title = asked;
  const sign = new TrainSign();
  let state: TrainState = { stage: 'pinning' };
  const inbox: TrainEvent[] = [];
  const tell = (event: TrainEvent) => {
    inbox.push(event);
  };
  const control = new TrainControl(() => inbox.reduce(applyUnderway, state), tell);
  setHandler(trainState, () => viewTrain(title, state));
  setHandler(draftReady, (draft) => {
    if (state.stage !== 'underway' || state.publishing.status !== 'running') return;
    tell({ type: 'publishing', at: Date.now(), state: { ...state.publishing, draft } });
  });
  sign.show(viewTrain(title, state));

  const itinerary = await prepare(request).catch((error: unknown) => {
    throw endedBefore(error, sign, viewTrain(title, state));
  });
  title = { ...title, version: itinerary.version };
  const work = new TrainWork(itinerary, tell);
  for (let train = (state = depart(itinerary.plan, departureOf(itinerary, Date.now()))); ; state = train) {
    const actions = nextActions(train);
    for (const action of actions) {
      if (action.type === 'settle') {
        control.close();
        return settle(action.as, sign, viewTrain(title, train));
      }
      train = apply(train, work.carryOut(action, train));
    }
    // What was done may have made more possible at once.
    if (actions.length > 0) continue;
    sign.show(viewTrain(title, train));
    state = train;
    const before = train.cancelled;
    train = [...(await news(inbox, train))].reduce(apply, train);
    if (before === null && train.cancelled !== null) await work.cancel(train.cancelled, train);
  }
}

function applyUnderway(state: TrainState, event: TrainEvent): TrainState {
  return state.stage === 'underway' ? apply(state, event) : state;
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

/**
 * Waits until something happened, or until a moment at which time alone changes what is to do. Being cancelled by Temporal
 * happens once, and is told; after it, what runs is waited for.
 */
async function news(inbox: TrainEvent[], train: UnderwayTrain): Promise<readonly TrainEvent[]> {
  const arrived = () => inbox.length > 0;
  const moment = nextMoment(train);
  const wait = async () => {
    if (moment === null) await condition(arrived);
    else await condition(arrived, Math.max(1, moment - Date.now()));
  };
  try {
    await (train.cancelled === null ? wait() : CancellationScope.nonCancellable(wait));
    const events = inbox.splice(0);
    return events.length > 0 ? events : [{ type: 'time-passed', at: Date.now() }];
  } catch (error) {
    if (!isCancellation(error)) throw error;
    const by = SOMEBODY_IN_TEMPORAL;
    return [...inbox.splice(0), { type: 'cancelled', at: Date.now(), by, why: '', runs: 'cancel', draft: 'keep' }];
  }
}
