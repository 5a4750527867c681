import type { ActionsRunRef } from '../../../src/domain/actions-run.ts';
import type { RetriedOutcome } from '../../../src/domain/build-recipe.ts';
import { assertNever } from '../../../src/domain/exhaustive.ts';
import type { Obtaining, ObtainingEvent, ObtainingStep, ObtainingTerms } from '../../../src/domain/obtaining.ts';
import type { Reason } from '../../../src/domain/reason.ts';
import { dispatch } from './dispatch-model.ts';
import type { Execution } from './execution.ts';
import { findRun } from './look-model.ts';
import { DAWN, type Model } from './model.ts';
import type { Process } from './virtual-time.ts';

/** The run of an attempt, known to be ours or only proposed; or why there is none. */
export type Obtained =
  | { readonly type: 'run'; readonly run: ActionsRunRef; readonly isOurs: boolean }
  | { readonly type: 'failure'; readonly reason: Reason['code']; readonly outcome: RetriedOutcome | null };

export const QUEUE_TIMEOUT = 5 * 60_000;

/** `obtainRun`: carries out what the real machine says, step by step. */
export function* obtainRun(model: Model, execution: Execution): Process<Obtained> {
  const { wasReset } = execution;
  const shown = model.story.support === 'shown';
  if (wasReset && !shown && (yield* leftTraces(model, execution))) {
    return { type: 'failure', reason: 'several-candidates', outcome: null };
  }
  const lookFirst = wasReset && shown;
  return yield* carryOn(
    model,
    execution,
    model.rules.beginObtaining(termsOf(model, execution), model.time.now, lookFirst),
  );
}

/** `obtainAnother`: what was proposed proved to be another's. */
export function* obtainAnother(model: Model, execution: Execution, givingUp: number): Process<Obtained> {
  return yield* carryOn(model, execution, model.rules.lookAgain(termsOf(model, execution), model.time.now, givingUp));
}

function* carryOn(model: Model, execution: Execution, begun: Obtaining): Process<Obtained> {
  const terms = termsOf(model, execution);
  for (let state = begun; ;) {
    const { step } = state;
    model.tell(execution.build.name, describe(step));
    switch (step.type) {
      case 'run':
        return step;
      case 'failure':
        return { type: 'failure', reason: step.reason.code, outcome: step.outcome };
      case 'nothing-started':
        return { type: 'failure', reason: 'queue-timeout', outcome: 'queue_timeout' };
      case 'post':
      case 'search':
      case 'listen':
      case 'pause':
        state = model.rules.proceed(terms, state, yield* take(model, execution, step));
        break;
      default:
        return assertNever(step);
    }
  }
}

type TakenStep = Extract<ObtainingStep, { type: 'post' | 'search' | 'listen' | 'pause' }>;

function* take(model: Model, execution: Execution, step: TakenStep): Process<ObtainingEvent> {
  const { time } = model;
  switch (step.type) {
    case 'post': {
      const fate = execution.build.nextPost();
      yield* time.pass(fate.decided);
      execution.isDispatching = true;
      const answer = yield* dispatch(model, execution, fate, step.deadline);
      execution.isDispatching = false;
      if (answer.type === 'accepted' || answer.type === 'unclear') execution.suspect();
      return { type: 'answered', answer, at: time.now };
    }
    case 'search': {
      const found = yield* findRun(model, execution, step.until, step.sureFrom);
      return { type: 'searched', found, at: time.now };
    }
    case 'listen':
      yield* time.until(() => execution.rung, step.until);
      execution.takeRing();
      return { type: 'listened', proposal: execution.proposal(), at: time.now };
    case 'pause':
      yield* time.pass(step.until - time.now);
      return { type: 'paused', at: time.now };
  }
}

function termsOf({ story, rules }: Model, { attempt }: Execution): ObtainingTerms {
  return { attempt, marker: story.support, queueTimeout: QUEUE_TIMEOUT, timings: rules.timings };
}

/** After a reset, where no marker is shown: any run that could be this attempt's is for a person to look at. */
function* leftTraces(model: Model, execution: Execution): Process<boolean> {
  const { time, rules } = model;
  const { dispatchDeadline, settle, clockSkew } = rules.timings;
  const { turn } = execution;
  execution.turn = { since: DAWN - clockSkew, taken: [] };
  const found = yield* findRun(model, execution, time.now + dispatchDeadline + settle, time.now);
  execution.turn = turn;
  return found.type !== 'none';
}

function describe(step: ObtainingStep): string {
  return step.type === 'search' ? `${step.type}, because ${step.because}` : step.type;
}
