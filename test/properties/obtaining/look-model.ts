import type { ActionsRun } from '../../../src/domain/actions-run.ts';
import type { FoundRuns } from '../../../src/domain/run-search.ts';
import type { Execution } from './execution.ts';
import { WORKFLOW } from './github-model.ts';
import { DAWN, type Model } from './model.ts';
import type { Process } from './virtual-time.ts';

/** Between two tries of an activity that GitHub doesn't answer; it doubles from the first to the longest. */
const RETRY = { first: 1000, longest: 60_000 };

/** `findRun`: the activity `findActionsRun` with its tries, and the bell that makes it look at once. */
export function* findRun(model: Model, execution: Execution, until: number, sureFrom = until): Process<FoundRuns> {
  const { time, rules } = model;
  const { attempt, turn, build } = execution;
  const identity = model.identityOf(build.index, attempt);
  const terms = { identity, until, turn: turn === null ? null : { ...turn, sureFrom } };
  for (;;) {
    const { asked, answer: listed } = yield* ask(model, execution, () => model.github.list(firstOfTrain(model)));
    const result = rules.searchRuns(
      listed.map(({ run }) => run),
      terms,
      asked,
    );
    model.tell(build.name, `looks: ${listed.map(({ run }) => run.id).join(', ') || 'nothing'}: ${result.type}`);
    if (result.type === 'found') {
      execution.surplus = new Set([...execution.surplus, ...result.surplus.map(({ run }) => run.id)]);
      execution.listed = listed;
      for (const { run } of result.surplus) model.github.cancel(run.id);
    }
    if (result.type !== 'not-yet') return result;
    const usual = Math.min(rules.timings.findInterval, until - asked);
    // Without a marker it is time that makes a run certain, and no webhook.
    const bell = () => turn === null && execution.rung;
    if (yield* time.until(bell, time.now + Math.max(1, usual, result.again - asked))) execution.takeRing();
  }
}

/** `listKnownRuns`: what is there before a dispatch, so that it isn't taken for what comes of it. */
export function* knownRuns(model: Model, execution: Execution, since: number): Process<readonly number[]> {
  const { answer: listed } = yield* ask(model, execution, () => model.github.list(since));
  return listed.filter(({ run }) => run.workflow === WORKFLOW).map(({ run }) => run.id);
}

/** `readActionsRun`: the run, or `null` where GitHub doesn't show it in the time that it may take. */
export function* readRun(model: Model, execution: Execution, id: number, shownBy: number): Process<ActionsRun | null> {
  const { time, github, rules } = model;
  for (;;) {
    const { answer } = yield* ask(model, execution, () => github.read(id));
    if (answer !== null || time.now >= shownBy) return answer;
    yield* time.pass(rules.timings.findInterval);
  }
}

/** Asks GitHub until it answers. When the question left counts, not when the answer came. */
function* ask<T>(
  { time }: Model,
  { build }: Execution,
  question: () => T,
): Process<{ readonly asked: number; readonly answer: T }> {
  for (let pause = RETRY.first; ; pause = Math.min(2 * pause, RETRY.longest)) {
    const { waits, takes, fails } = build.nextLook();
    yield* time.pass(waits);
    const asked = time.now;
    yield* time.pass(takes);
    if (!fails) return { asked, answer: question() };
    yield* time.pass(pause);
  }
}

function firstOfTrain({ rules }: Model): number {
  return DAWN - rules.timings.clockSkew;
}
