import { condition, continueAsNew, patched, setCurrentDetails, setHandler, workflowInfo } from '@temporalio/workflow';
import { chainOfQueue } from '../domain/ids.ts';
import { applyQueueEvent } from '../domain/queue/apply-queue-event.ts';
import { goneOn } from '../domain/queue/go-on.ts';
import { nextQueueActions, nextQueueMoment, watchedTrains } from '../domain/queue/next-queue-actions.ts';
import type { QueueEvent } from '../domain/queue/queue-events.ts';
import { arrivalsIn } from '../domain/queue/arrival-batch.ts';
import { emptyQueue, type QueueState } from '../domain/queue/queue-state.ts';
import { describeQueue, viewQueue } from '../domain/queue/queue-view.ts';
import { Lifetime } from './lifetime.ts';
import {
  arrive,
  askAdmission,
  checkPushes,
  departed,
  placeGivenBack,
  queueMemory,
  queueState,
  sharesGivenBack,
} from './messages.ts';
import { queueActivities } from './queue-activities.ts';
import { QueueWork } from './queue-work.ts';

/**
 * The queue of a chain, which admits its trains, and makes pushes into cascades. It is there for as long as the chain is:
 * started by the first message, and anew where somebody terminated it, from what it knew by then.
 */
export async function chainQueue(before?: QueueState): Promise<never> {
  const chain = chainOfQueue(workflowInfo().workflowId);
  // Since 2026-11: shares reach each train in order, a push that comes after a newer one is dropped, what starts no actions
  // run gives way to the push before it, and more that `goesByFormerRules` shows. Until then a queue goes by what it began with.
  const formerRules = !patched('queue-in-order');
  // Since 2026-11: an execution ends before its history is long, cascades are named by longer digests, and red pushes looked at daily.
  const formerNames = !patched('queue-ends-early');
  let state = beginning(chain, before, { formerRules, formerNames });
  const inbox: QueueEvent[] = [];
  const tell = (event: QueueEvent) => {
    inbox.push(event);
  };
  const lifetime = new Lifetime({ endsEarly: !formerNames });
  // What had come already was taken before that, until then.
  if (!formerNames) lifetime.begin();
  takeMessages(tell, lifetime);
  if (formerNames) lifetime.begin();
  setHandler(queueState, () => viewQueue(state));
  setHandler(queueMemory, () => state);
  const work = new QueueWork(chain, tell, { inOrder: !formerRules });

  // What was admitted before this queue began has its place; until that is known, nothing else gets one.
  if (before === undefined) {
    // Since 2026-11; a queue from before began with nothing but the trains that it found.
    const former = patched('former-queue') ? await queueActivities().readFormerQueue(chain) : null;
    const trains = await queueActivities().findRunningTrains(chain);
    inbox.unshift({ type: 'found', at: Date.now(), trains, former, ...ofOlderCode() });
  }
  for (;;) {
    if (inbox.length > 0) lifetime.heard();
    state = inbox.splice(0).reduce(applyQueueEvent, state);
    for (let actions = nextQueueActions(state); actions.length > 0; actions = nextQueueActions(state)) {
      for (const action of actions) {
        work.begin(action);
        state = applyQueueEvent(state, { type: 'begun', at: Date.now(), action });
      }
    }
    work.watch(watchedTrains(state));
    setCurrentDetails(describeQueue(viewQueue(state)));
    // As older code looked for a quiet moment before it went on.
    const wasLong = formerNames && !formerRules && workflowInfo().historySize > 1024 * 1024;
    const goesOn = () => lifetime.isOver && work.isIdle;
    const isQuiet = wasLong && work.isIdle && !(await condition(() => inbox.length > 0, 200)) && inbox.length === 0;
    if (isQuiet || goesOn()) await continueAsNew<typeof chainQueue>(state);
    await news(() => inbox.length > 0 || goesOn(), state, tell);
  }
}

type Rules = Pick<QueueState, 'formerRules' | 'formerNames'>;

function beginning(chain: string, before: QueueState | undefined, rules: Rules): QueueState {
  return before === undefined ? { ...emptyQueue(chain), ...rules } : goneOn({ ...before, ...rules }, Date.now());
}

function takeMessages(tell: (event: QueueEvent) => void, lifetime: Lifetime): void {
  const at = () => Date.now();
  setHandler(askAdmission, (ask) => {
    tell({ type: 'asked', at: at(), ask });
  });
  setHandler(arrive, (arrived, pauses = false) => {
    if (pauses) lifetime.expectPause();
    tell({ type: 'arrived', at: at(), arrivals: arrivalsIn(arrived) });
  });
  setHandler(checkPushes, (hints) => {
    tell({ type: 'hinted', at: at(), hints });
  });
  setHandler(departed, (scope) => {
    tell({ type: 'departed', at: at(), scope });
  });
  setHandler(sharesGivenBack, (given) => {
    tell({ type: 'shares-given-back', at: at(), given });
  });
  setHandler(placeGivenBack, (given) => {
    tell({ type: 'place-given-back', at: at(), given, ...ofOlderCode() });
  });
}

/** Since 2026-11; a queue from before forgot the trains that wait for a person, and did not watch over them. */
function ofOlderCode(): { readonly asBefore?: true } {
  return patched('trains-away') ? {} : { asBefore: true };
}

/** Waits until something happened, or a push is to be looked at again. */
async function news(happened: () => boolean, state: QueueState, tell: (event: QueueEvent) => void): Promise<void> {
  const moment = nextQueueMoment(state);
  if (moment === null) await condition(happened);
  else if (!(await condition(happened, Math.max(1, moment - Date.now())))) {
    tell({ type: 'time-passed', at: Date.now() });
  }
}
