import { queueId } from '../ids.ts';
import { awayTrains, withAway, withoutAway } from './away-trains.ts';
import { arrive } from './arrive.ts';
import { goesByFormerNames, goesByFormerRules } from './former-rules.ts';
import { placeGivenBack } from './give-place-back.ts';
import { goneOn } from './go-on.ts';
import type { FormerQueue, FoundTrain, QueueEvent } from './queue-events.ts';
import { decided, isSame, type QueueState, type RunningTrain } from './queue-state.ts';

type Findings = Pick<Extract<QueueEvent, { type: 'found' }>, 'trains' | 'former' | 'asBefore'>;

/** A new queue learns what the one before it knew, where somebody ended that, and who is under way. */
export function findTrains(state: QueueState, { trains, former, asBefore }: Findings): QueueState {
  const known = former === null ? state : takenOver(state, former, trains);
  const unknown = trains.filter(
    (train) => train.place === undefined && !known.running.some((other) => isSame(other, train)),
  );
  const left = asBefore === true ? [] : trains.filter(({ place }) => place === 'given-back');
  const next = left.reduce(
    (before, train) => foundAway(before, train, former?.state.running ?? []),
    unknown.reduce(found, known),
  );
  return former === null ? next : caughtUp(next, former);
}

/** What nobody else would hear of again. */
function caughtUp(state: QueueState, { arrivals, ended = [] }: FormerQueue): QueueState {
  const arrived = arrive(state, arrivals);
  if (goesByFormerRules(state)) return arrived;
  return ended.reduce((next, given) => placeGivenBack(next, { type: 'place-given-back', at: next.at, given }), arrived);
}

/** What was known goes on, but for the places that trains gave back while nobody listened. */
function takenOver(state: QueueState, former: FormerQueue, trains: readonly FoundTrain[]): QueueState {
  const { at, chain } = state;
  const rules = { formerRules: goesByFormerRules(state), formerNames: goesByFormerNames(state) };
  // While nobody listened any news may have been lost.
  const before = goneOn({ ...former.state, ...rules }, Infinity);
  const running = before.running.flatMap((train): readonly RunningTrain[] => {
    const now = trains.find((other) => isSame(other, train));
    if (now?.place === 'given-back') return [];
    // Its answer, or what it said of its shares, may have been lost.
    const stage = now?.place === 'asked-for' ? 'asked' : train.stage;
    return [{ ...train, stage, told: false }];
  });
  const why = 'somebody ended the queue before it, and it goes on from what that knew';
  return decided({ ...before, at, running }, queueId(chain), 'found', why);
}

/** A train that waits for a person; what it builds is known where it gave its place back only lately. */
function foundAway(state: QueueState, train: FoundTrain, before: readonly RunningTrain[]): QueueState {
  if (awayTrains(state).some((other) => isSame(other, train))) return state;
  const { key = train.version, commits = {} } = before.find((other) => isSame(other, train)) ?? {};
  return withAway(state, { ...train, key, commits });
}

function found(state: QueueState, { train, runId, kind, version }: FoundTrain): QueueState {
  const place: RunningTrain = {
    train,
    runId,
    kind,
    key: version,
    stage: 'answered',
    departed: true,
    since: state.at,
    changed: [],
    commits: {},
    trigger: null,
    shares: {},
    held: {},
    told: true,
  };
  const waiting = state.waiting.filter((entry) => entry.type === 'cascade' || !isSame(entry, place));
  const next = withoutAway({ ...state, waiting, running: [...state.running, place] }, train);
  return decided(next, train, 'found', 'it was under way already');
}
