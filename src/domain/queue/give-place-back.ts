import type { PlaceGivenBack } from './admission.ts';
import { awayTrains, withAway } from './away-trains.ts';
import { loseTrain } from './lose-train.ts';
import { ofTrain } from './of-train.ts';
import { rememberPassedOn } from './passed-on.ts';
import type { QueueEvent } from './queue-events.ts';
import { isSame, type QueueState } from './queue-state.ts';

/** A train has ended, or waits for a person and will ask again. */
export function placeGivenBack(
  before: QueueState,
  { given, asBefore }: Extract<QueueEvent, { type: 'place-given-back' }>,
): QueueState {
  const hasDeparted = departedBefore(given) || asBefore === true;
  const state = hasDeparted ? ofTrain(before, given, (train) => ({ ...train, departed: true })) : before;
  const train = [...state.running, ...awayTrains(state)].find((other) => isSame(other, given));
  if (!given.ended) {
    const why = 'it waits for a person, and asks again when it goes on';
    const next = loseTrain(state, given, { why });
    if (train === undefined || asBefore === true) return next;
    return withAway(next, { ...train, runId: given.runId });
  }
  const known = train !== undefined && given.succeeded === true ? rememberPassedOn(state, train) : state;
  const next = loseTrain(known, given, { why: 'it has ended', failed: !hasDeparted && given.cancelled !== true });
  return given.follow === 'none' ? next : { ...next, follow: { after: given.train, begun: false } };
}

/** Only a train that was on its way comes to a person, or can say whether all that it built succeeded. */
function departedBefore({ ended, succeeded }: PlaceGivenBack): boolean {
  return !ended || succeeded !== undefined;
}
