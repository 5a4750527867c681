import { describe, expect, test } from 'vitest';
import { apply } from '../../src/domain/apply-event.ts';
import type { Gate } from '../../src/domain/approvals/gate.ts';
import { nextActions } from '../../src/domain/next-actions.ts';
import type { TrainEvent } from '../../src/domain/train-events.ts';
import { neverAttempted } from '../../src/domain/train-state.ts';
import type { Chain } from '../../src/domain/chain.ts';
import { chainOf, withRepository } from '../support/chains.ts';
import { ALICE } from '../support/requests.ts';
import { byAlice, PUBLISHED, settled, started, trainAfter } from '../support/trains.ts';

/** What fails waits for a person for a second. */
const pair = chainOf(
  [
    ['engine', []],
    ['app', ['engine']],
  ],
  { limits: { builds: 4, blocked: 1_000 } },
);

const next = (chain: Chain, ...events: readonly TrainEvent[]) =>
  nextActions(trainAfter(chain, events)).map((action) => {
    if (action.type === 'settle') return `settle ${action.as}`;
    if (action.type === 'reach-gate') return `reach-gate ${action.gate}`;
    return 'build' in action ? `${action.type} ${action.build.alias}` : action.type;
  });

const givenBack: TrainEvent = { type: 'place', at: 3, place: 'given-back' };
const asked: TrainEvent = { type: 'place', at: 4, place: 'asked-for' };
const held: TrainEvent = { type: 'place', at: 5, place: 'held' };
const retried = (...aliases: readonly string[]): TrainEvent => ({
  ...{ type: 'retried', at: 4, by: ALICE, why: '', how: null, publishing: aliases.length === 0, made: {} },
  aliases,
});
const failed = settled('engine', 'failed');
const built = [settled('engine'), settled('app')];
const notPublished: TrainEvent = { type: 'publishing', at: 3, state: { status: 'failed', at: 3, why: 'no' } };

describe('a train that a failure stops', () => {
  test('gives its place back, and waits', () => {
    expect(next(pair, failed)).toEqual(['give-place-back']);
    expect(next(pair, failed, givenBack)).toEqual([]);
  });

  test('fails once nobody came for so long, and not before', () => {
    expect(next(pair, failed, givenBack, { type: 'time-passed', at: 1_001 })).toEqual([]);
    expect(next(pair, failed, givenBack, { type: 'time-passed', at: 1_002 })).toEqual(['settle failed']);
  });

  test('does not fail while it is paused, whatever failed', () => {
    const later: TrainEvent = { type: 'time-passed', at: 10_000 };
    expect(next(pair, failed, givenBack, byAlice('paused'), later)).toEqual([]);
    expect(next(pair, ...built, notPublished, givenBack, byAlice('paused'), later)).toEqual([]);
    expect(next(pair, ...built, notPublished, givenBack, later)).toEqual(['settle failed']);
  });

  test('asks for its place before it goes on, and goes on once it has it', () => {
    expect(next(pair, failed, givenBack, retried('engine'))).toEqual(['ask-for-place']);
    expect(next(pair, failed, givenBack, retried('engine'), asked)).toEqual([]);
    expect(next(pair, failed, givenBack, retried('engine'), asked, held)).toEqual(['start-build engine']);
  });

  test('goes on with what needs the build when another result stands in', () => {
    expect(next(pair, failed, settled('engine', 'skipped'))).toEqual(['start-build app']);
  });

  test('ends at once when it is cancelled, without its place', () => {
    expect(next(pair, failed, givenBack, byAlice('cancelled'))).toEqual(['settle cancelled']);
  });

  test('publishes again when that is what failed', () => {
    expect(next(pair, ...built, notPublished)).toEqual(['give-place-back']);
    expect(next(pair, ...built, notPublished, retried())).toEqual(['publish']);
    expect(next(pair, ...built, notPublished, byAlice('cancelled'))).toEqual(['settle cancelled']);
  });
});

test('a paused train gives its place back, and takes it again when it is resumed', () => {
  expect(next(pair, byAlice('paused'))).toEqual(['give-place-back']);
  expect(next(pair, byAlice('paused'), givenBack, byAlice('resumed'))).toEqual(['ask-for-place']);
});

describe('limits', () => {
  const wide = chainOf([
    ['a', []],
    ['b', []],
    ['c', []],
  ]);
  const onArm = ['a', 'b'].reduce((chain, alias) => withRepository(chain, alias, { runner: 'arm' }), wide);
  const shares = (arm: number): TrainEvent => ({ type: 'shares', at: 1, shares: { arm } });

  test('that a person sets count from then on, and stop nothing that runs', () => {
    const two: TrainEvent = { type: 'limits-set', at: 1, by: ALICE, why: '', builds: 2 };
    expect(next(wide, two)).toEqual(['start-build a', 'start-build b']);
    expect(next(wide, started('a'), started('b'), started('c'), two)).toEqual([]);
    expect(next(wide, started('a'), started('b'), two, settled('a'))).toEqual(['start-build c']);
  });

  test('of a runner label bind those that take such a runner, and nobody else', () => {
    expect(next(onArm, shares(1))).toEqual(['start-build a', 'start-build c']);
    expect(next(onArm, shares(1), started('a'), started('c'))).toEqual([]);
    expect(next(onArm, shares(2), started('a'), started('c'))).toEqual(['start-build b']);
    expect(next(onArm, shares(0))).toEqual(['start-build c']);
  });

  test('of the place that a train gave back bind it no more', () => {
    const resumed = [shares(0), settled('c'), byAlice('paused'), givenBack, byAlice('resumed')];
    expect(next(onArm, ...resumed)).toEqual(['ask-for-place']);
    expect(next(onArm, ...resumed, asked)).toEqual([]);
    expect(next(onArm, ...resumed, asked, held, shares(1))).toEqual(['start-build a']);
  });
});

describe('gates', () => {
  const gate = (name: string, differences: Partial<Gate>): Gate => ({
    ...{ name, before: 'building', kinds: ['release'], repositories: null, threshold: 1, wait: 0, expires: null },
    approvers: [{ name: 'Alice', key: null }],
    emergency: null,
    ...differences,
  });
  const withGate = (differences: Partial<Gate>, chain = pair): Chain => ({ ...chain, gates: [gate('g', differences)] });
  const reached: TrainEvent = { type: 'gate-reached', at: 2, gate: 'g' };
  const voted = (verdict: 'approve' | 'reject', at = 3): TrainEvent => ({
    type: 'voted',
    at,
    vote: { gate: 'g', verdict, emergency: false, why: '', plan: 'd1', by: 'Alice', at },
  });

  test('before building are come to first, then waited at, and then passed', () => {
    const gated = withGate({});
    expect(next(gated)).toEqual(['reach-gate g']);
    expect(next(gated, reached, givenBack)).toEqual([]);
    expect(next(gated, reached, voted('approve'))).toEqual(['start-build engine']);
  });

  test('of a layer stop that layer alone, and are come to only when it is', () => {
    const gated = withGate({ repositories: ['app'] });
    expect(next(gated)).toEqual(['start-build engine']);
    expect(next(gated, settled('engine'))).toEqual(['reach-gate g']);
  });

  test('that are refused end the train as failed', () => {
    expect(next(withGate({}), reached, voted('reject'))).toContain('settle failed');
  });

  test('that nobody opens in time end the train as failed, after what else can be built', () => {
    const gated = withGate({ repositories: ['app'], expires: 100 });
    const waiting = [settled('engine'), reached, givenBack];
    expect(next(gated, ...waiting, { type: 'time-passed', at: 50 })).toEqual([]);
    expect(next(gated, ...waiting, { type: 'time-passed', at: 200 })).toEqual(['settle failed']);
  });

  test('before publishing stop a draft that is ready, and nothing before it', () => {
    const gated = withGate({ before: 'publishing' });
    const draft = (page: string | null): TrainEvent => ({
      type: 'publishing',
      at: 3,
      state: { status: 'running', startedAt: 3, draft: page, word: 'none' },
    });
    expect(next(gated, ...built)).toEqual(['publish']);
    expect(next(gated, ...built, draft(null))).toEqual([]);
    expect(next(gated, ...built, draft('https://page'))).toEqual(['reach-gate g']);
    expect(next(gated, ...built, draft('https://page'), reached, voted('approve'))).toEqual(['tell-publisher']);
    expect(next(gated, ...built, draft('https://page'), reached, voted('reject'))).toEqual(['tell-publisher']);
  });
});

describe('what follows success', () => {
  const telling = withRepository(pair, 'app', { notifies: ['acme/website'] });
  const published: TrainEvent = {
    type: 'publishing',
    at: 4,
    state: { status: 'published', at: 4, release: PUBLISHED },
  };
  const done = (ok: boolean, required: boolean): TrainEvent => ({
    type: 'follow-up',
    at: 5,
    state: { status: 'done', at: 5, told: [{ what: 'website', ok, why: '', required }] },
  });

  test('comes after the release, and once', () => {
    expect(next(telling, ...built)).toEqual(['publish']);
    expect(next(telling, ...built, published)).toEqual(['follow-up']);
    expect(next(telling, ...built, published, done(true, false))).toEqual(['settle succeeded']);
  });

  test('fails the train only where it is required', () => {
    expect(next(telling, ...built, published, done(false, false))).toEqual(['settle succeeded']);
    expect(next(telling, ...built, published, done(false, true))).toEqual(['settle failed']);
  });

  test('does not come in a train that was cancelled or is paused', () => {
    expect(next(telling, ...built, published, byAlice('cancelled'))).toEqual(['settle succeeded']);
    expect(next(telling, ...built, published, byAlice('paused'))).toEqual(['give-place-back']);
  });
});

test('what was tried again has the attempts before it, and the run to look at first', () => {
  const again = (event: TrainEvent, made: Readonly<Record<string, number>> = {}) => {
    const retry: TrainEvent = {
      type: 'retried',
      at: 4,
      by: ALICE,
      why: '',
      how: null,
      publishing: false,
      made,
      aliases: ['engine'],
    };
    const build = apply(trainAfter(pair, [event]), retry).builds['engine'];
    return build?.status === 'waiting' ? build.again : null;
  };
  expect(again(failed)).toMatchObject({ attempts: 2, run: { id: 7 } });
  expect(again(settled('engine', 'cancelled'), { engine: 3 })).toEqual({
    attempts: 3,
    run: null,
    how: null,
    lookFirst: false,
  });
  const terminated: TrainEvent = {
    type: 'build-settled',
    at: 2,
    alias: 'engine',
    outcome: neverAttempted({ code: 'error', message: 'terminated' }),
  };
  expect(again(terminated, { engine: 3 })).toMatchObject({ attempts: 2, run: null, lookFirst: true });
});
