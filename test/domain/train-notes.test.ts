import { expect, test } from 'vitest';
import type { TrainEvent } from '../../src/domain/train-events.ts';
import { trainNotes } from '../../src/domain/train-notes.ts';
import { viewTrain } from '../../src/domain/train-view.ts';
import { chainOf } from '../support/chains.ts';
import { ALICE } from '../support/requests.ts';
import { byAlice, PUBLISHED, settled, started, TITLE, trainAfter } from '../support/trains.ts';

const pair = chainOf(
  [
    ['engine', []],
    ['app', ['engine']],
  ],
  { limits: { builds: 4, blocked: 60_000 } },
);
const givenBack: TrainEvent = { type: 'place', at: 3, place: 'given-back' };
const notes = (...events: readonly TrainEvent[]) => trainNotes(viewTrain(TITLE, trainAfter(pair, events)));

test('a train that just builds needs no words beside its builds', () => {
  expect(notes(started('engine'))).toEqual([]);
});

test('one that did not come to its builds says why', () => {
  const by = 'acme/cascade/engine/3f2a91c';
  expect(trainNotes(viewTrain(TITLE, { stage: 'superseded', by }))).toEqual([`${by} takes its place`]);
});

test('one that a failure stopped says what a person can do', () => {
  expect(notes(settled('engine', 'failed'), givenBack)).toEqual([
    'waits for a person: retry engine, or skip it, or cancel the train',
  ]);
  const failed: TrainEvent = { type: 'publishing', at: 3, state: { status: 'failed', at: 3, why: 'the tag is taken' } };
  expect(notes(settled('engine'), settled('app'), failed, givenBack)).toEqual([
    'not published: the tag is taken',
    'waits for a person: retry publishing, or cancel the train',
  ]);
});

test('gates are told once something has come to them, with whom they wait for', () => {
  const gate = { name: 'review', before: 'building', kinds: ['release'], repositories: null } as const;
  const people = { approvers: [{ name: 'Alice', key: null }], threshold: 1, wait: 0, expires: null, emergency: null };
  const gated = { ...pair, gates: [{ ...gate, ...people }] };
  const told = (...events: readonly TrainEvent[]) => trainNotes(viewTrain(TITLE, trainAfter(gated, events)));
  expect(told()).toEqual([]);
  expect(told({ type: 'gate-reached', at: 1, gate: 'review' }, givenBack)).toEqual([
    'gate review, before building, is waiting: 0 of 1 agreed; it can come from Alice',
  ]);
});

test('who was not told of a success is named, and whoever was is not', () => {
  const published: TrainEvent = {
    type: 'publishing',
    at: 4,
    state: { status: 'published', at: 4, release: PUBLISHED },
  };
  const told = [
    { what: 'deploy to acme/site', ok: false, why: 'GitHub refused', required: false },
    { what: 'acme/docs', ok: true, why: '', required: false },
  ];
  const telling = { ...trainAfter(pair, [settled('engine'), settled('app'), published]) };
  const state = {
    ...telling,
    plan: { ...telling.plan, tells: true },
    followUp: { status: 'done', at: 5, told },
  } as const;
  expect(trainNotes(viewTrain(TITLE, state)).slice(-1)).toEqual(['not done: deploy to acme/site: GitHub refused']);
});

test('the last commands are told with who, when and why', () => {
  const limit = (builds: number): TrainEvent => ({ type: 'limits-set', at: 1_000, by: ALICE, why: 'slow', builds });
  const lines = notes(started('engine'), ...[1, 2, 3, 4, 5].map(limit), byAlice('paused'));
  expect(lines).toHaveLength(5);
  expect(lines.slice(-2)).toEqual([
    '1970-01-01T00:00:01.000Z Alice set builds at once to 5: slow',
    '1970-01-01T00:00:00.003Z Alice paused',
  ]);
});
