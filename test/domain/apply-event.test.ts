import { expect, test } from 'vitest';
import { apply } from '../../src/domain/apply-event.ts';
import { depart } from '../../src/domain/depart.ts';
import { passed } from '../../src/domain/train-state.ts';
import { chainOf } from '../support/chains.ts';
import { gate, vote } from '../support/gates.ts';
import { ALICE } from '../support/requests.ts';
import { byAlice, departure, OUTCOMES, settled, started, trainAfter } from '../support/trains.ts';

const pair = chainOf([
  ['engine', []],
  ['node', ['engine']],
]);

test('when a train departs, everything waits', () => {
  const { plan } = trainAfter(pair);
  const waiting = { status: 'waiting', again: null };
  expect(depart(plan, departure(pair, { limit: 3 }))).toMatchObject({
    stage: 'underway',
    plan,
    builds: { engine: waiting, node: waiting },
    limit: 3,
    place: 'held',
    paused: null,
    cancelled: null,
    publishing: { status: 'waiting' },
    followUp: { status: 'waiting' },
  });
});

test('a build remembers when it started and when it settled', () => {
  expect(trainAfter(pair, [started('engine')]).builds['engine']).toEqual({ status: 'running', startedAt: 1 });
  expect(trainAfter(pair, [started('engine'), settled('engine', 'failed')]).builds['engine']).toEqual({
    ...OUTCOMES.failed,
    startedAt: 1,
    settledAt: 2,
  });
});

test('a build that settles without having started has no start', () => {
  const passes = { type: 'build-settled', at: 2, alias: 'engine', outcome: passed('docs') } as const;
  expect(trainAfter(pair, [passes]).builds['engine']).toEqual({
    status: 'succeeded',
    reason: { code: 'nothing-to-build', kind: 'docs' },
    attempts: 0,
    run: null,
    artifacts: [],
    related: [],
    startedAt: null,
    settledAt: 2,
  });
});

test('a train remembers who paused and who cancelled it', () => {
  expect(trainAfter(pair, [byAlice('paused'), byAlice('cancelled')])).toMatchObject({
    paused: ALICE,
    cancelled: { by: ALICE, runs: 'cancel', draft: 'keep' },
  });
  expect(trainAfter(pair, [byAlice('paused'), byAlice('resumed')]).paused).toBeNull();
});

test('an event changes nothing in the state before it', () => {
  const before = trainAfter(pair);
  const copy = structuredClone(before);
  apply(before, started('engine'));
  apply(before, byAlice('cancelled'));
  expect(before).toEqual(copy);
});

test.each(['nobody', 'toString'])('an event about %s, which is not in the plan, is an internal error', (alias) => {
  expect(() => apply(trainAfter(pair), started(alias))).toThrow(
    `Internal error, please report: ${alias} is not in the plan`,
  );
});

const EXPIRED = {
  type: 'artifacts-expired',
  at: 9,
  aliases: ['engine'],
  why: 'Nothing was published: it expired',
} as const;

test('a build whose artifacts expired is made again, beyond its attempts, and that is recorded', () => {
  const train = trainAfter(pair, [started('engine'), settled('engine', 'succeeded'), EXPIRED]);
  const before = OUTCOMES.succeeded.attempts;
  expect(train.builds['engine']).toMatchObject({
    status: 'waiting',
    again: { attempts: before, run: null, how: 'new-attempt' },
  });
  expect(train.publishing).toEqual({ status: 'waiting' });
  expect(train.commands).toMatchObject([{ by: 'Cascade', what: 'has engine built again', why: EXPIRED.why }]);
});

test('where that expires, too, publishing has failed, until a person has it tried again', () => {
  const twice = [EXPIRED, settled('engine', 'succeeded'), EXPIRED];
  const train = trainAfter(pair, twice);
  expect(train.publishing).toMatchObject({
    status: 'failed',
    why: expect.stringMatching(/^Nothing was published: it expired\. It was built again .* once already/) as string,
  });
  expect(train.builds['engine']).toMatchObject({ status: 'succeeded' });
  const said = { at: 3, by: ALICE, why: '' };
  const retried = { type: 'retried', ...said, aliases: [], publishing: true, made: {}, how: null } as const;
  expect(trainAfter(pair, [...twice, retried, EXPIRED]).publishing).toEqual({ status: 'waiting' });
});

test('what is built again is no longer what people agreed to publish', () => {
  const gated = { ...pair, gates: [gate(), gate({ name: 'start', before: 'building' })] };
  const agreed = trainAfter(gated, [
    { type: 'gate-reached', at: 1, gate: 'start' },
    { type: 'voted', at: 1, vote: vote({ gate: 'start', at: 1 }) },
    settled('engine'),
    settled('node'),
    { type: 'gate-reached', at: 4, gate: 'ship' },
    { type: 'voted', at: 10, vote: vote() },
    { type: 'artifacts-expired', at: 20, aliases: ['engine'], why: 'engine.zip has expired' },
  ]);
  expect(agreed.gates['ship']).toMatchObject({ since: null, votes: [] });
  expect(agreed.gates['start']?.votes).toHaveLength(1);
});
