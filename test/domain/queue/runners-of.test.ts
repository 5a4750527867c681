import { expect, test } from 'vitest';
import { runnersLeft, runnersOf, takeTheSame } from '../../../src/domain/queue/runners-of.ts';
import type { BuildState } from '../../../src/domain/train-state.ts';
import { chain, repository } from '../../support/chains.ts';
import { OUTCOMES, trainAfter } from '../../support/trains.ts';

const train = trainAfter(chain([repository('core', { runner: 'big' }), repository('app', { runner: 'small' })]));
const settled = { startedAt: 1, settledAt: 2 };

function left(core: BuildState): readonly string[] {
  return runnersLeft({ ...train, builds: { ...train.builds, core } });
}

test('a train takes the runners of a label until nothing is left for it to build there', () => {
  expect(runnersLeft(train)).toEqual(runnersOf(train.plan));
  expect(left({ status: 'running', startedAt: 1 })).toEqual(['big', 'small']);
  expect(left({ ...settled, ...OUTCOMES.failed })).toEqual(['big', 'small']);
  expect(left({ ...settled, ...OUTCOMES.succeeded })).toEqual(['small']);
  expect(left({ ...settled, ...OUTCOMES.skipped })).toEqual(['small']);
});

test('only labels that are limited make a difference', () => {
  expect(takeTheSame(['big'], ['big', 'small'], ['big'])).toBe(true);
  expect(takeTheSame(['big'], ['small'], ['big'])).toBe(false);
  expect(takeTheSame(['big'], ['small'], ['big', 'small'])).toBe(false);
});
