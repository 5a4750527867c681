import type { ActionsRunRef } from './actions-run.ts';
import type { MarkerSupport, RetriedOutcome } from './build-recipe.ts';
import type { DispatchAnswer } from './dispatch-answer.ts';
import { assertNever } from './exhaustive.ts';
import type { Reason } from './reason.ts';
import type { FoundRuns } from './run-search.ts';
import type { Timings } from './timings.ts';

/** What getting the one actions run of an attempt depends on. */
export interface ObtainingTerms {
  readonly attempt: number;
  readonly marker: MarkerSupport;
  /** Milliseconds until something must have started. */
  readonly queueTimeout: number;
  readonly timings: Pick<Timings, 'dispatchDeadline' | 'settle' | 'findInterval'>;
}

/** How far it is: what to do next, and what is remembered for later. Times are milliseconds since the epoch. */
export interface Obtaining {
  readonly step: ObtainingStep;
  /** Posts without a clear answer. */
  readonly unclear: number;
  /** Whether a search has shown that there was no run yet. */
  readonly looked: boolean;
  /** The next pause while GitHub can't be reached. */
  readonly pause: number;
  readonly givingUp: number;
}

export type ObtainingStep =
  /** Send the dispatch; nothing leaves after `deadline`. */
  | { readonly type: 'post'; readonly deadline: number }
  /** Look in GitHub's list until the run is there, or a look at `until` found none. */
  | {
      readonly type: 'search';
      readonly until: number;
      readonly sureFrom: number;
      readonly because: string;
      /** Also runs from before this execution: without a marker any of them could be its own. */
      readonly traces?: true;
    }
  /** Wait for a webhook that names the run. */
  | { readonly type: 'listen'; readonly until: number }
  | { readonly type: 'pause'; readonly until: number; readonly reason: Reason }
  /** The run; known to be ours, or only proposed. */
  | { readonly type: 'run'; readonly run: ActionsRunRef; readonly isOurs: boolean }
  | { readonly type: 'nothing-started' }
  | { readonly type: 'failure'; readonly reason: Reason; readonly outcome: RetriedOutcome | null };

/** What came of a step, and when. */
export type ObtainingEvent =
  | {
      readonly type: 'answered';
      readonly at: number;
      readonly answer:
        | Exclude<DispatchAnswer, { type: 'moved' | 'started' }>
        | { readonly type: 'was-reset' }
        | { readonly type: 'started'; readonly run: ActionsRunRef };
    }
  | { readonly type: 'searched'; readonly at: number; readonly found: FoundRuns }
  | { readonly type: 'listened'; readonly at: number; readonly proposal: ActionsRunRef | null }
  | { readonly type: 'paused'; readonly at: number };

/** Posts of one attempt, each after a search that found nothing. */
const MAXIMUM_POSTS = 3;
/** Milliseconds between two tries to reach GitHub at all: the pause doubles from the first to the longest. */
const UNREACHABLE_PAUSE = { first: 5000, longest: 60_000 };

/** The beginning. After a reset, or once its build was terminated, a run of this attempt may be there already, so a look comes first. */
export function beginObtaining(terms: ObtainingTerms, at: number, lookFirst: boolean): Obtaining {
  const memory = { unclear: 0, looked: false, pause: UNREACHABLE_PAUSE.first, givingUp: at + terms.queueTimeout };
  return {
    ...memory,
    step: lookFirst ? lookForTraces(terms, at, 'it may have been dispatched before') : post(terms, at),
  };
}

/** Looks for the run of a dispatch that was accepted, once more: what was proposed for it was another's. */
export function lookAgain(terms: ObtainingTerms, at: number, givingUp: number): Obtaining {
  const accepted = { unclear: 0, looked: true, pause: UNREACHABLE_PAUSE.first, givingUp };
  return { ...accepted, step: lookForAccepted(terms, at, givingUp) };
}

/**
 * What follows. A second POST comes only after a search which began when the first could no longer arrive, and which
 * certainly found nothing.
 */
export function proceed(terms: ObtainingTerms, state: Obtaining, event: ObtainingEvent): Obtaining {
  switch (event.type) {
    case 'answered':
      return answered(terms, state, event);
    case 'searched':
      return { ...state, looked: true, step: searched(terms, state, event) };
    case 'listened': {
      const { proposal, at } = event;
      if (proposal !== null) return { ...state, step: { type: 'run', run: proposal, isOurs: false } };
      return { ...state, step: lookForAccepted(terms, at, state.givingUp) };
    }
    case 'paused':
      return { ...state, step: post(terms, event.at) };
    default:
      return assertNever(event);
  }
}

function answered(
  terms: ObtainingTerms,
  state: Obtaining,
  { answer, at }: Extract<ObtainingEvent, { type: 'answered' }>,
): Obtaining {
  switch (answer.type) {
    case 'started':
      return { ...state, step: { type: 'run', run: answer.run, isOurs: true } };
    case 'accepted': {
      const givingUp = at + terms.queueTimeout;
      const step: ObtainingStep =
        terms.marker === 'shown'
          ? { type: 'listen', until: at + terms.timings.findInterval }
          : lookForAccepted(terms, at, givingUp);
      return { ...state, givingUp, step };
    }
    case 'was-reset':
      return { ...state, step: lookForTraces(terms, at, 'the build was reset') };
    case 'refused': {
      const { status, message, advice } = answer;
      const reason: Reason = { code: 'dispatch-refused', status, message, advice };
      return { ...state, step: { type: 'failure', reason, outcome: 'dispatch_refused' } };
    }
    // Without an end of its own: the limit has one, and nothing was accepted that could be late.
    case 'rate-limited': {
      const until = Math.max(at + 1000, answer.notBefore);
      return { ...state, step: { type: 'pause', until, reason: { code: 'rate-limited', until } } };
    }
    case 'not-sent':
      return unreachable(state, answer.message, at);
    case 'unclear': {
      const until = Math.max(at, sentBy(state)) + terms.timings.settle;
      const step: ObtainingStep = { type: 'search', until, sureFrom: until, because: answer.message };
      return { ...state, unclear: state.unclear + 1, step };
    }
    default:
      return assertNever(answer);
  }
}

function searched(
  terms: ObtainingTerms,
  { step, unclear }: Obtaining,
  { found, at }: Extract<ObtainingEvent, { type: 'searched' }>,
): ObtainingStep {
  switch (found.type) {
    case 'found':
      return { type: 'run', run: found.run, isOurs: true };
    case 'several':
      return { type: 'failure', reason: { code: 'several-candidates', runs: found.runs }, outcome: null };
    case 'none':
      if (step.type === 'search' && step.because === ACCEPTED) return { type: 'nothing-started' };
      if (unclear < MAXIMUM_POSTS) return post(terms, at);
      return { type: 'failure', reason: { code: 'dispatch-lost', attempts: unclear }, outcome: 'dispatch_lost' };
  }
}

const ACCEPTED = 'GitHub accepted the dispatch without naming the run';

function lookForAccepted({ timings }: ObtainingTerms, at: number, givingUp: number): ObtainingStep {
  return { type: 'search', until: givingUp, sureFrom: Math.min(givingUp, at + timings.settle), because: ACCEPTED };
}

function unreachable(state: Obtaining, message: string, at: number): Obtaining {
  if (at >= state.givingUp) {
    const reason: Reason = { code: 'error', message: `GitHub was never reached: ${message}` };
    return { ...state, step: { type: 'failure', reason, outcome: 'github_unreachable' } };
  }
  const pause = Math.min(2 * state.pause, UNREACHABLE_PAUSE.longest);
  return {
    ...state,
    pause,
    step: { type: 'pause', until: at + state.pause, reason: { code: 'unreachable', message } },
  };
}

/** What was posted a moment before the reset may arrive yet, and show later still. */
function lookForTraces({ timings }: ObtainingTerms, at: number, because: string): ObtainingStep {
  const until = at + timings.dispatchDeadline + timings.settle;
  return { type: 'search', until, sureFrom: at, because, traces: true };
}

function post({ timings }: ObtainingTerms, at: number): ObtainingStep {
  return { type: 'post', deadline: at + timings.dispatchDeadline };
}

/** Nothing was sent after that. */
function sentBy({ step }: Obtaining): number {
  return step.type === 'post' ? step.deadline : 0;
}
