import { expect, test } from 'vitest';
import { nextActions } from '../../../src/domain/next-actions.ts';
import type { TrainEvent } from '../../../src/domain/train-events.ts';
import { viewTrain } from '../../../src/domain/train-view.ts';
import { chain, repository } from '../../support/chains.ts';
import { gate, vote } from '../../support/gates.ts';
import { byAlice, settled, started, TITLE, trainAfter } from '../../support/trains.ts';

const CHAIN = chain([repository('engine')], { gates: [gate()] });
const DRAFT: readonly TrainEvent[] = [
  started('engine'),
  settled('engine'),
  { type: 'publishing', at: 3, state: { status: 'running', startedAt: 3, draft: 'https://draft', word: 'none' } },
];
const WAITING: readonly TrainEvent[] = [
  ...DRAFT,
  { type: 'gate-reached', at: 5, gate: 'ship' },
  { type: 'place', at: 5, place: 'given-back' },
];
const APPROVED: TrainEvent = { type: 'voted', at: 10, vote: vote() };

test('a draft that is ready comes to the gates before publishing', () => {
  expect(nextActions(trainAfter(CHAIN, DRAFT))).toEqual([{ type: 'reach-gate', gate: 'ship' }]);
});

test('a train at a gate before publishing gives its place back, needs a person, and asks for its place again before it goes on', () => {
  expect(nextActions(trainAfter(CHAIN, WAITING.slice(0, -1)))).toEqual([{ type: 'give-place-back' }]);
  expect(nextActions(trainAfter(CHAIN, WAITING))).toEqual([]);
  expect(viewTrain(TITLE, trainAfter(CHAIN, WAITING)).state).toBe('needs-person');
  expect(nextActions(trainAfter(CHAIN, [...WAITING, APPROVED]))).toEqual([
    { type: 'ask-for-place', withoutShare: false },
  ]);
  const again: TrainEvent = { type: 'place', at: 11, place: 'held' };
  const go = { type: 'tell-publisher', word: 'go', why: '' };
  expect(nextActions(trainAfter(CHAIN, [...WAITING, APPROVED, again]))).toEqual([go]);
});

test('a rejection is told without a place, and nothing is published while the train is paused', () => {
  const no: TrainEvent = { type: 'voted', at: 10, vote: vote({ verdict: 'reject' }) };
  const andBen: TrainEvent = { type: 'voted', at: 11, vote: vote({ verdict: 'reject', by: 'ben' }) };
  const stop = { type: 'tell-publisher', word: 'stop', why: 'ship: ann, ben rejected it' };
  expect(nextActions(trainAfter(CHAIN, [...WAITING, no, andBen]))).toEqual([stop]);
  expect(nextActions(trainAfter(CHAIN, [...WAITING, APPROVED, byAlice('paused')]))).toEqual([]);
});
