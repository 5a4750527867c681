import { describe, expect, test } from 'vitest';
import { nextActions } from '../../src/domain/next-actions.ts';
import type { TrainEvent } from '../../src/domain/train-events.ts';
import type { PublishingState } from '../../src/domain/train-state.ts';
import { chainOf, documents, G1, G2, recipe, withRepository } from '../support/chains.ts';
import { byAlice, PUBLISHED, settled, started, trainAfter } from '../support/trains.ts';

const pair = chainOf([
  ['engine', []],
  ['node', ['engine']],
]);

const built: readonly TrainEvent[] = [started('engine'), settled('engine'), started('node'), settled('node')];
const publishing = (state: PublishingState): TrainEvent => ({ type: 'publishing', at: 4, state });
const isPublishing = publishing({ status: 'running', startedAt: 3, draft: null, word: 'none' });
const isPublished = publishing({ status: 'published', at: 4, release: PUBLISHED });

/** The actions as texts, such as `start-build engine`. */
const next = (chain: typeof pair, events: readonly TrainEvent[] = []) =>
  nextActions(trainAfter(chain, events)).map((action) => {
    if (action.type === 'settle') return `settle ${action.as}`;
    return 'build' in action ? `${action.type} ${action.build.alias}` : action.type;
  });

test('a build starts the moment its own needs are there, whatever else runs', () => {
  expect(next(G2)).toEqual(['start-build consensus', 'start-build commons']);
  expect(next(G2, [started('consensus'), started('commons')])).toEqual([]);
  expect(next(G2, [started('consensus'), started('commons'), settled('consensus')])).toEqual(['start-build protocol']);
});

test('the longest remaining path starts first where places are few', () => {
  const slow = withRepository(G2, 'commons', { build: recipe({ expectedDuration: 24 * 3_600_000 }) });
  const one = { limits: { builds: 1, blocked: 0 } };
  expect(next({ ...G2, ...one })).toEqual(['start-build consensus']);
  expect(next({ ...slow, ...one })).toEqual(['start-build commons']);
  expect(next({ ...slow, ...one }, [started('commons')])).toEqual([]);
});

test('what has nothing to build passes at once, and takes no place', () => {
  expect(next(G1)).toEqual(['pass spec']);
  const full = { ...withRepository(G2, 'commons', documents('commons')), limits: { builds: 1, blocked: 0 } };
  expect(next(full, [started('consensus')])).toEqual(['pass commons']);
});

test.each(['reused', 'skipped'] as const)('an earlier result that is %s lets what needs it start', (as) => {
  expect(next(pair, [settled('engine', as)])).toEqual(['start-build node']);
});

test('a train publishes when all is built, and settles when that is done', () => {
  expect(next(pair, built)).toEqual(['publish']);
  expect(next(pair, [...built, isPublishing])).toEqual([]);
  expect(next(pair, [...built, isPublishing, isPublished])).toEqual(['settle succeeded']);
});

test('a train that publishes nothing settles when all is built', () => {
  expect(next({ ...pair, release: null }, built)).toEqual(['settle succeeded']);
});

test('a train fails once nothing is left that could be built', () => {
  const failing = [started('consensus'), started('commons'), settled('consensus', 'failed')];
  expect(next(G2, failing)).toEqual([]);
  expect(next(G2, [...failing, settled('commons')])).toEqual(['settle failed']);
});

test.each(['failed', 'cancelled'] as const)('a train whose publishing has %s settles as that', (status) => {
  const ended = status === 'failed' ? publishing({ status, at: 4, why: 'no' }) : publishing({ status, at: 4 });
  expect(next(pair, [...built, isPublishing, ended])).toEqual([`settle ${status}`]);
});

describe('a paused train', () => {
  test('starts nothing until it is resumed', () => {
    expect(next(pair, [byAlice('paused')])).toEqual(['give-place-back']);
    expect(next(pair, [byAlice('paused'), byAlice('resumed')])).toEqual(['start-build engine']);
  });

  test('does not publish', () => {
    expect(next(pair, [...built, byAlice('paused')])).toEqual(['give-place-back']);
  });

  test('settles all the same when its release is published', () => {
    expect(next(pair, [...built, isPublishing, byAlice('paused'), isPublished])).toEqual(['settle succeeded']);
  });
});

describe('a cancelled train', () => {
  test('starts nothing, waits for what runs, and settles as cancelled', () => {
    const events = [started('consensus'), byAlice('cancelled')];
    expect(next(G2, events)).toEqual([]);
    expect(next(G2, [...events, settled('consensus')])).toEqual(['settle cancelled']);
  });

  test('settles also while it is paused', () => {
    expect(next(pair, [byAlice('paused'), byAlice('cancelled')])).toEqual(['settle cancelled']);
  });

  test('has succeeded where its release was published before the cancellation could stop it', () => {
    expect(next(pair, [...built, isPublishing, byAlice('cancelled')])).toEqual([]);
    expect(next(pair, [...built, isPublishing, byAlice('cancelled'), isPublished])).toEqual(['settle succeeded']);
  });
});
