import { expect, test } from 'vitest';
import type { QueueEvent } from '../../../src/domain/queue/queue-events.ts';
import type { PushVerdict, QueueState } from '../../../src/domain/queue/queue-state.ts';
import { arrival, arrives, cascadeAsks, commitOf, pushCheck, queueAfter, started } from './support.ts';

const push = arrival('core', { delivery: 'd1', check: pushCheck() });

const looked = (delivery: string, verdict: PushVerdict): QueueEvent => ({
  type: 'push-checked',
  at: 5,
  delivery,
  verdict,
});
const green = (content: string | null = null): PushVerdict => ({ type: 'green', run: null, content });
const lastDecision = (state: QueueState) => state.decisions.at(-1);

test('a push that must be green starts a cascade once it is', () => {
  const { state, done } = queueAfter([arrives(push)]);
  expect(done).toEqual([{ type: 'check-push', arrival: push }]);
  expect(started(queueAfter([looked('d1', green())], state).done)).toEqual(['acme/cascade/core/b000000']);
});

test('a push that is red starts nothing', () => {
  const { state, done } = queueAfter([arrives(push), looked('d1', { type: 'red', why: 'its run failed' })]);
  expect(started(done)).toEqual([]);
  expect(state.unchecked).toEqual([]);
  expect(lastDecision(state)).toMatchObject({ what: 'core@b000000', became: 'dropped', why: 'its run failed' });
});

test('a push whose runs go on is looked at again on a hint, and every 10 minutes', () => {
  const { state } = queueAfter([arrives(push), looked('d1', { type: 'pending', why: 'runs' })]);
  const hinted = queueAfter([{ type: 'hinted', at: 6, hints: [{ delivery: 'h1', repository: 'core' }] }], state);
  expect(hinted.done).toMatchObject([{ type: 'check-push' }]);
  const later = (at: number) => queueAfter([{ type: 'time-passed', at }], state).done.length;
  expect([later(5 + 599_999), later(5 + 600_000)]).toEqual([0, 1]);
});

test('a hint that comes during a look makes another look follow it', () => {
  const hints = [{ delivery: 'h1', repository: 'core' }];
  const { done } = queueAfter([
    arrives(push),
    { type: 'hinted', at: 2, hints },
    { type: 'hinted', at: 2, hints },
    looked('d1', { type: 'pending', why: 'runs' }),
  ]);
  expect(done.map(({ type }) => type)).toEqual(['check-push', 'check-push']);
});

test('the newest push of a repository counts, also where it came first', () => {
  const newer = arrival('core', { delivery: 'd2', commit: commitOf('c'), at: 2, check: pushCheck() });
  for (const order of [
    [push, newer],
    [newer, push],
  ]) {
    const { state } = queueAfter(order.map((one) => arrives(one)));
    expect(state.unchecked.map(({ arrival: { delivery } }) => delivery)).toEqual(['d2']);
    expect(queueAfter([looked('d1', green())], state).done).toEqual([]);
  }
});

test('a push that leaves alone what matters to others starts nothing', () => {
  const { state } = queueAfter([arrives(push), looked('d1', green('same'))]);
  const second = arrival('core', { delivery: 'd2', commit: commitOf('c'), check: pushCheck() });
  const after = queueAfter([arrives(second), looked('d2', green('same'))], state);
  expect(lastDecision(after.state)).toMatchObject({ what: 'core@c000000', became: 'dropped' });
  const third = arrival('core', { delivery: 'd3', commit: commitOf('d'), check: pushCheck() });
  const other = queueAfter([arrives(third), looked('d3', green('other'))], after.state);
  expect(other.state.waiting).toHaveLength(1);
});

test('a delivery that comes again changes nothing', () => {
  const { state } = queueAfter([arrives(push, arrival('app'))]);
  expect(queueAfter([arrives(arrival('app'), push)], state)).toEqual({ state: { ...state, at: 1 }, done: [] });
});

test('a commit that a cascade under way builds starts no other, also when that is known only later', () => {
  const late = arrival('app', { commit: commitOf('e') });
  const { state } = queueAfter([cascadeAsks('c1', 'core'), arrives(late)]);
  expect(state.waiting).toHaveLength(1);
  const scope = { train: 'c1', runId: 'first', commits: { core: commitOf('a'), app: commitOf('e') } };
  const departed = queueAfter([{ type: 'departed', at: 2, scope }], state).state;
  expect(departed.waiting).toEqual([]);
  expect(lastDecision(departed)).toMatchObject({ what: 'app@e000000', became: 'dropped', why: 'c1 builds it' });
  const again = queueAfter([arrives({ ...late, delivery: 'again' })], departed).state;
  expect(again.waiting).toEqual([]);
});

test('news that a train under way passes on already starts nothing; other news does', () => {
  const scope = { train: 'c1', runId: 'first', commits: { core: commitOf('a'), app: commitOf('e') } };
  const { state } = queueAfter([cascadeAsks('c1', 'core'), { type: 'departed', at: 2, scope }]);
  const passedOn = (commit: string) =>
    arrival('app', { delivery: commit, commit: null, hop: { from: 'core', commit: commitOf(commit) } });
  expect(queueAfter([arrives(passedOn('a'))], state).state.waiting).toEqual([]);
  expect(queueAfter([arrives(passedOn('f'))], state).state.waiting).toHaveLength(1);
});

test('changes of different lines travel apart', () => {
  const { state } = queueAfter([
    cascadeAsks('c1', 'core'),
    arrives(arrival('app'), arrival('app', { delivery: 'x', line: 'develop' })),
  ]);
  expect(state.waiting).toHaveLength(2);
});
