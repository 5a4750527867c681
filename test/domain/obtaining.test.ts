import { describe, expect, test } from 'vitest';
import {
  beginObtaining,
  lookAgain,
  type Obtaining,
  type ObtainingEvent,
  type ObtainingTerms,
  proceed,
} from '../../src/domain/obtaining.ts';
import { runRef } from '../support/actions-runs.ts';
import { answered, BEGIN, foundNone, posting, TERMS, unclear } from '../support/obtainings.ts';

const run = runRef();
const UNMARKED: ObtainingTerms = { ...TERMS, marker: 'taken' };
const ACCEPTED = 'GitHub accepted the dispatch without naming the run';
const accepted = answered({ type: 'accepted' });

/** The state after these events, from the first POST on. */
const after = (events: readonly ObtainingEvent[], terms = TERMS, from = posting) =>
  events.reduce<Obtaining>((state, event) => proceed(terms, state, event), from);
const stepAfter = (...events: readonly ObtainingEvent[]) => after(events).step;

describe('the beginning', () => {
  test('is a POST that must leave before the deadline', () => {
    expect(posting.step).toEqual({ type: 'post', deadline: BEGIN + 30_000 });
  });

  test('is a look where the train was reset, until what was posted before would show', () => {
    const until = BEGIN + 30_000 + 60_000;
    const looking = beginObtaining(TERMS, BEGIN, true);
    expect(looking.step).toEqual({
      type: 'search',
      until,
      sureFrom: BEGIN,
      because: 'it may have been dispatched before',
      traces: true,
    });
    expect(after([foundNone(until)], TERMS, looking).step).toEqual({ type: 'post', deadline: until + 30_000 });
  });

  test('is a look, too, where the activity says that the build was reset, and then a POST that need not ask again', () => {
    const looking = after([answered({ type: 'was-reset' }, BEGIN)], TERMS, posting);
    const until = BEGIN + 30_000 + 60_000;
    expect(looking).toMatchObject({ looked: false, step: { type: 'search', until, traces: true } });
    expect(after([foundNone(until)], TERMS, looking)).toMatchObject({ looked: true, step: { type: 'post' } });
  });

  test('is a look where a proposed run was another one, as long as the first look would have gone on', () => {
    const givingUp = BEGIN + 20_000;
    const again = lookAgain(TERMS, BEGIN, givingUp);
    expect(again.step).toEqual({ type: 'search', until: givingUp, sureFrom: givingUp, because: ACCEPTED });
    expect(after([foundNone(givingUp)], TERMS, again).step).toEqual({ type: 'nothing-started' });
  });
});

describe('after a POST', () => {
  test('that names the run, that is it', () => {
    expect(stepAfter(answered({ type: 'started', run }))).toEqual({ type: 'run', run, isOurs: true });
  });

  test('that is accepted, a webhook may name the run before anybody looks', () => {
    expect(stepAfter(accepted)).toEqual({ type: 'listen', until: BEGIN + 10_000 + 5_000 });
  });

  test.each(['taken', 'none'] as const)(
    'that is accepted by an actions workflow of marker "%s" nothing names it: GitHub\'s list is read',
    (marker) => {
      const { step, givingUp } = after([accepted], { ...TERMS, marker });
      expect(givingUp).toBe(BEGIN + 10_000 + 1_800_000);
      expect(step).toEqual({
        type: 'search',
        until: givingUp,
        sureFrom: BEGIN + 10_000 + 60_000,
        because: ACCEPTED,
      });
    },
  );

  test('a single candidate counts at the latest when time is up', () => {
    const { step } = after([accepted], { ...UNMARKED, queueTimeout: 1_000 });
    expect(step).toMatchObject({ until: BEGIN + 11_000, sureFrom: BEGIN + 11_000 });
  });

  test('that is refused there is no other, and the reason says what to check', () => {
    const refusal = { status: 404, message: 'Not Found', advice: 'Check the token.' };
    expect(stepAfter(answered({ type: 'refused', ...refusal }))).toEqual({
      type: 'failure',
      outcome: 'dispatch_refused',
      reason: { code: 'dispatch-refused', ...refusal },
    });
  });

  test.each([
    ['until it may be sent again', BEGIN + 600_000, BEGIN + 600_000],
    ['for a moment where that is past already', BEGIN, BEGIN + 11_000],
  ])('that meets a rate limit is paused for %s', (_, notBefore, until) => {
    const limited = answered({ type: 'rate-limited', notBefore });
    expect(stepAfter(limited)).toEqual({ type: 'pause', until, reason: { code: 'rate-limited', until } });
    expect(stepAfter(limited, { type: 'paused', at: until })).toEqual({ type: 'post', deadline: until + 30_000 });
  });

  test('whose answer is lost, a look goes on until it would show if it arrived at the last moment', () => {
    const until = BEGIN + 30_000 + 60_000;
    expect(after([unclear()])).toMatchObject({
      unclear: 1,
      step: { type: 'search', until, sureFrom: until, because: 'a reset' },
    });
  });

  test('that was given up after its deadline, the look goes on from then', () => {
    expect(stepAfter(unclear(BEGIN + 90_000))).toMatchObject({ until: BEGIN + 90_000 + 60_000 });
  });
});

describe('while GitHub can not be reached', () => {
  const notSent = (at: number) => answered({ type: 'not-sent', message: 'connection refused' }, at);

  test('the pauses double up to a minute, and each is told', () => {
    const pauses: number[] = [];
    let state = posting;
    for (let at = BEGIN; pauses.length < 6;) {
      state = after([notSent(at)], TERMS, state);
      if (state.step.type !== 'pause') throw new Error(`There should be a pause, not ${state.step.type}`);
      expect(state.step.reason).toEqual({ code: 'unreachable', message: 'connection refused' });
      pauses.push(state.step.until - at);
      at = state.step.until;
      state = after([{ type: 'paused', at }], TERMS, state);
    }
    expect(pauses).toEqual([5_000, 10_000, 20_000, 40_000, 60_000, 60_000]);
  });

  test('it is given up with the queue time-out, and not before', () => {
    const end = BEGIN + TERMS.queueTimeout;
    expect(stepAfter(notSent(end - 1)).type).toBe('pause');
    expect(stepAfter(notSent(end))).toEqual({
      type: 'failure',
      outcome: 'github_unreachable',
      reason: { code: 'error', message: 'GitHub was never reached: connection refused' },
    });
  });
});

describe('a search', () => {
  test.each([
    ['an unclear POST', [unclear()]],
    ['an accepted one', [accepted, { type: 'listened', at: BEGIN + 15_000, proposal: null }]],
  ] as const)('after %s that finds the run is done', (_, events) => {
    const found = { type: 'found', run, surplus: [], others: [] } as const;
    const searched = { type: 'searched', at: BEGIN + 20_000, found } as const;
    expect(stepAfter(...events, searched)).toEqual({ type: 'run', run, isOurs: true });
  });

  test.each([
    ['an unclear POST', [unclear()]],
    ['an accepted one', [accepted]],
  ])('after %s that finds two which nobody can tell apart is a loud failure that no retry helps', (_, events) => {
    const runs = [run, runRef({ id: 8 })];
    const searched = { type: 'searched', at: BEGIN + 20_000, found: { type: 'several', runs } } as const;
    expect(after([...events, searched], UNMARKED).step).toEqual({
      type: 'failure',
      outcome: null,
      reason: { code: 'several-candidates', runs },
    });
  });

  test('that finds nothing after an accepted POST means that nothing started: no other POST follows', () => {
    const listened = { type: 'listened', at: BEGIN + 15_000, proposal: null } as const;
    expect(stepAfter(accepted, listened, foundNone(BEGIN + 2_000_000))).toEqual({ type: 'nothing-started' });
  });

  test('that finds nothing after an unclear POST lets another follow, and after the third it is lost', () => {
    const state = after([unclear(), foundNone(BEGIN + 90_000)]);
    expect(state.step).toEqual({ type: 'post', deadline: BEGIN + 120_000 });
    const third = after([unclear(BEGIN + 120_000), foundNone(BEGIN + 180_000), unclear(BEGIN + 210_000)], TERMS, state);
    expect(after([foundNone(BEGIN + 270_000)], TERMS, third).step).toEqual({
      type: 'failure',
      outcome: 'dispatch_lost',
      reason: { code: 'dispatch-lost', attempts: 3 },
    });
  });
});

describe('listening', () => {
  test('ends with the run that a webhook proposes, which is not known to be ours', () => {
    expect(stepAfter(accepted, { type: 'listened', at: BEGIN + 12_000, proposal: run })).toEqual({
      type: 'run',
      run,
      isOurs: false,
    });
  });

  test('without a webhook turns into looking, until the queue time-out counted from the acceptance', () => {
    expect(stepAfter(accepted, { type: 'listened', at: BEGIN + 15_000, proposal: null })).toEqual({
      type: 'search',
      until: BEGIN + 10_000 + 1_800_000,
      sureFrom: BEGIN + 15_000 + 60_000,
      because: ACCEPTED,
    });
  });
});
