import { CancellationScope, condition, isCancellation, patched, setHandler } from '@temporalio/workflow';
import { apply } from '../domain/apply-event.ts';
import { depart } from '../domain/depart.ts';
import { nextActions, type TrainAction } from '../domain/next-actions.ts';
import { departureOf, type Itinerary } from '../domain/orders.ts';
import { followOf } from '../domain/queue/follow-of.ts';
import { placeOf } from '../domain/queue/place-of.ts';
import { runnersOf } from '../domain/queue/runners-of.ts';
import type { TrainEvent } from '../domain/train-events.ts';
import type { CheckedRequest } from '../domain/train-request.ts';
import type { TrainState, UnderwayTrain } from '../domain/train-state.ts';
import { type TrainView, viewTrain } from '../domain/train-view.ts';
import { SOMEBODY_IN_TEMPORAL } from '../domain/trigger.ts';
import { nextMoment } from '../domain/waits.ts';
import { Admission } from './admission.ts';
import { type Audience, endEarly } from './early-end.ts';
import { Herald } from './herald.ts';
import { LateRuns } from './late-runs.ts';
import { draftReady, trainPlace, trainState } from './messages.ts';
import { prepare, type Progress } from './prepare.ts';
import { settle } from './settle.ts';
import { validRequest } from './start.ts';
import { TrainControl } from './train-control.ts';
import { TrainSign } from './train-sign.ts';
import { TrainWork } from './train-work.ts';
import { Votes } from './votes.ts';

/** One durable pass over a chain: it moves events into the state, and carries out what the state asks for next. */
export async function runTrain(parsed: CheckedRequest): Promise<TrainView> {
  const { request, title: asked } = validRequest(parsed);
  let title = asked;
  const sign = new TrainSign();
  const inbox: TrainEvent[] = [];
  const tell = (event: TrainEvent) => {
    inbox.push(event);
  };
  const admission = new Admission(tell);
  let state: TrainState = { stage: 'waiting-for-admission' };
  const asItIs = () => inbox.reduce(applyUnderway, state);
  const control = new TrainControl(asItIs, tell);
  const votes = new Votes(asItIs, tell);
  const lateRuns = new LateRuns(asItIs, tell);
  setHandler(trainState, () => viewTrain(title, state));
  setHandler(trainPlace, () => placeOf(state));
  setHandler(draftReady, (draft) => {
    if (state.stage !== 'underway' || state.publishing.status !== 'running') return;
    tell({ type: 'publishing', at: Date.now(), state: { ...state.publishing, draft } });
  });
  sign.show(viewTrain(title, state));

  let audience: Audience | null = null;
  const progress: Progress = {
    loaded: (loaded) => {
      audience = { ...loaded, request };
    },
    admitted: () => {
      sign.show(viewTrain(title, (state = { stage: 'pinning' })));
    },
  };
  const prepared = await prepare(request, admission, progress).catch(async (error: unknown) => {
    await admission.end({ follow: 'none' });
    throw await endEarly(error, sign, viewTrain(title, state), audience);
  });
  if (prepared.type === 'yields') return settle('succeeded', sign, viewTrain(title, (state = prepared.state)));
  const { itinerary, shares } = prepared;
  title = { ...title, version: itinerary.version };
  const work = new TrainWork(itinerary, admission, tell);
  const herald = new Herald(itinerary);
  control.depart(itinerary);
  lateRuns.depart(itinerary.timings);
  admission.departed({ commits: commitsOf(itinerary), runners: runnersOf(itinerary.plan) });
  const departure = { ...departureOf(itinerary, Date.now()), shares };
  for (let train = (state = depart(itinerary.plan, departure)); ; state = train) {
    const actions = nextActions(train).filter(isOfThisCode);
    for (const action of actions) {
      if (action.type === 'settle') {
        control.close();
        votes.close();
        if (action.as === 'cancelled' && train.cancelled?.draft === 'remove' && train.plan.publishes) {
          state = train = apply(train, await work.discardDraft());
        }
        await herald.settled(viewTrain(title, train));
        const succeeded = action.as === 'succeeded';
        await admission.end({
          succeeded,
          follow: succeeded ? followOf(itinerary.chain, itinerary.request) : 'none',
        });
        return settle(action.as, sign, viewTrain(title, train));
      }
      train = apply(train, work.carryOut(action, train));
    }
    // What was done may have made more possible at once.
    if (actions.length > 0) continue;
    const view = viewTrain(title, train);
    sign.show(view);
    herald.see(view);
    state = train;
    const before = train.cancelled;
    state = train = [...(await news(inbox, train))].reduce(apply, train);
    admission.keepTo(train);
    if (before === null && train.cancelled !== null) await work.cancel(train.cancelled, train);
  }
}

/** Since 2026-11; a train from before whose share of some label was none waited for ever where it had given its place back. */
function isOfThisCode(action: TrainAction): boolean {
  return action.type !== 'ask-for-place' || !action.withoutShare || patched('asks-whatever-its-share');
}

function applyUnderway(state: TrainState, event: TrainEvent): TrainState {
  return state.stage === 'underway' ? apply(state, event) : state;
}

/** The commit of each repository that the train builds, by alias. */
function commitsOf({ plan, pins }: Itinerary): Readonly<Record<string, string>> {
  const inPlan = new Set(plan.builds.map(({ alias }) => alias));
  return Object.fromEntries(pins.flatMap(({ alias, commit }) => (inPlan.has(alias) ? [[alias, commit]] : [])));
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
