import { describe, expect, test } from 'vitest';
import type { TrainEvent } from '../../src/domain/train-events.ts';
import { isStuck, nextMoment, patienceEnds } from '../../src/domain/waits.ts';
import { chainOf } from '../support/chains.ts';
import { byAlice, settled, started, trainAfter } from '../support/trains.ts';

const three = chainOf(
  [
    ['engine', []],
    ['tool', []],
    ['app', ['engine', 'tool']],
  ],
  { limits: { builds: 4, blocked: 1_000 } },
);
const after = (...events: readonly TrainEvent[]) => trainAfter(three, events);
const notPublished: TrainEvent = { type: 'publishing', at: 50, state: { status: 'failed', at: 50, why: 'no' } };
const built = [settled('engine'), settled('tool'), settled('app')];

describe('a train is stuck', () => {
  test('once nothing runs, and nothing could start because something failed', () => {
    expect(isStuck(after(settled('engine', 'failed'), settled('tool')))).toBe(true);
    expect(isStuck(after(settled('engine', 'cancelled'), settled('tool', 'failed')))).toBe(true);
  });

  test('not while something runs, could start, or all is built', () => {
    expect(isStuck(after(settled('engine', 'failed'), started('tool')))).toBe(false);
    expect(isStuck(after(settled('engine', 'failed')))).toBe(false);
    expect(isStuck(after(...built))).toBe(false);
  });

  test('not any more when what failed is done again or skipped', () => {
    const stuck = [settled('engine', 'failed'), settled('tool')];
    expect(isStuck(after(...stuck, settled('engine', 'skipped')))).toBe(false);
  });
});

test('patience begins with the last thing that ended', () => {
  expect(patienceEnds(after(settled('engine', 'failed')))).toBe(1_002);
  expect(patienceEnds(after(...built, notPublished))).toBe(1_050);
});

describe('time alone makes a train go on', () => {
  test('when a failure stops it, or publishing failed, and at no other time', () => {
    expect(nextMoment(after(settled('engine', 'failed'), settled('tool')))).toBe(1_002);
    expect(nextMoment(after(...built, notPublished))).toBe(1_050);
    expect(nextMoment(after(started('engine')))).toBeNull();
    expect(nextMoment(after(byAlice('paused')))).toBeNull();
  });

  test('not once it is cancelled, nor when the moment is over', () => {
    const stuck = [settled('engine', 'failed'), settled('tool')];
    expect(nextMoment(after(...stuck, byAlice('cancelled')))).toBeNull();
    expect(nextMoment(after(...stuck, { type: 'time-passed', at: 1_002 }))).toBeNull();
  });
});
