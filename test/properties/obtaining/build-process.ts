import type { ActionsRunRef } from '../../../src/domain/actions-run.ts';
import type { Outcome } from './build-model.ts';
import type { Asker } from '../../../src/domain/dispatch-lane.ts';
import type { Execution } from './execution.ts';
import { findRun, knownRuns, readRun } from './look-model.ts';
import type { Model } from './model.ts';
import { type Obtained, obtainAnother, obtainRun, QUEUE_TIMEOUT } from './obtain-process.ts';
import type { Process } from './virtual-time.ts';

/** The first look at a run, where no webhook comes. */
const POLL = 20_000;
/** A build that waits for its turn asks again after so long. */
const ASK_AGAIN = 120_000;

/** One execution of a build's workflow: its attempts, each with one actions run or a reason. */
export function* runBuild(model: Model, execution: Execution): Process<void> {
  const { build } = execution;
  for (let attempt = 1; attempt <= build.story.attempts; attempt += 1) {
    execution.begin(attempt);
    const outcome = yield* runAttempt(model, execution);
    model.tell(build.name, `attempt ${attempt} ends: ${outcome.type === 'run' ? `run ${outcome.id}` : outcome.reason}`);
    build.endings.push({ attempt, outcome });
    // What no policy can name isn't tried again.
    if (outcome.type === 'failure' && outcome.outcome === null) break;
  }
  execution.closed = true;
}

function* runAttempt(model: Model, execution: Execution): Process<Outcome> {
  let obtained = yield* obtain(model, execution);
  const givingUp = model.time.now + QUEUE_TIMEOUT;
  for (;;) {
    if (obtained.type === 'failure') return obtained;
    execution.follow(obtained.run, obtained.isOurs);
    const outcome = yield* awaitRun(model, execution, obtained.run);
    if (outcome !== 'not-ours') return outcome;
    execution.dismiss();
    obtained = yield* obtainAnother(model, execution, givingUp);
  }
}

function* obtain(model: Model, execution: Execution): Process<Obtained> {
  if (model.story.support === 'shown') return yield* obtainRun(model, execution);
  return yield* inTurn(model, execution, () => obtainRun(model, execution));
}

/** `inTurn`: asks the lane, and waits; what is there before the dispatch isn't what comes of it. */
function* inTurn(model: Model, execution: Execution, work: () => Process<Obtained>): Process<Obtained> {
  const { time, rules, lane } = model;
  const asker = askerOf(model, execution);
  const taken = rules.takesTurns ? yield* takeTurn(model, execution, asker) : [];
  const since = time.now - rules.timings.clockSkew;
  execution.turn = { since, taken: [...taken, ...(yield* knownRuns(model, execution, since))] };
  const obtained = yield* work();
  if (obtained.type === 'run') execution.follow(obtained.run, true);
  lane.end(asker, obtained.type === 'run' ? [obtained.run.id] : []);
  execution.turn = null;
  return obtained;
}

/** How the build asks for the turn of its attempt, and gives it back. */
export function askerOf({ rules: { timings } }: Model, { build, runId, attempt }: Execution): Asker {
  return { workflowId: build.name, runId, turn: attempt, lingers: timings.dispatchDeadline + timings.settle };
}

function* takeTurn(model: Model, execution: Execution, asker: Asker): Process<readonly number[]> {
  const { time, lane } = model;
  const granted: (readonly number[])[] = [];
  execution.granted = granted;
  const ask = function* (after: number): Process<void> {
    yield* time.pass(after);
    lane.ask(asker);
  };
  do {
    const { arrives, again } = execution.build.nextAsk();
    if (again !== null) time.start(ask(again));
    yield* ask(arrives);
  } while (!(yield* time.until(() => granted.length > 0, time.now + ASK_AGAIN)));
  return granted.flat();
}

/** `awaitRun`, as far as it decides which run is the build's. */
function* awaitRun(model: Model, execution: Execution, first: ActionsRunRef): Process<Outcome | 'not-ours'> {
  const { time, rules, story } = model;
  const shownBy = time.now + rules.timings.settle;
  const identity = model.identityOf(execution.build.index, execution.attempt);
  const ends = time.now + execution.build.story.lasts;
  let run = first;
  let compared = story.support !== 'shown';
  for (;;) {
    yield* time.until(() => execution.rung, time.now + POLL);
    const rang = execution.takeRing();
    const read = yield* readRun(model, execution, run.id, shownBy);
    if (read === null) return { type: 'failure', reason: 'run-deleted', outcome: 'run_deleted' };
    if (!execution.isOurs && rules.mismatch(read, identity) !== null) return 'not-ours';
    execution.isOurs = true;
    const compare = execution.takeStrangers() || (!rang && !compared);
    compared ||= compare;
    const found = compare ? yield* findRun(model, execution, time.now) : null;
    if (found?.type === 'found' && found.run.id !== run.id) {
      execution.dismiss();
      execution.follow(found.run, true);
      run = found.run;
    } else if (time.now >= ends) {
      return { type: 'run', id: run.id, surplus: execution.surplus, listed: execution.listed };
    }
  }
}
