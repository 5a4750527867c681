import { expect, test } from 'vitest';
import { goneOn } from '../../../src/domain/queue/go-on.ts';
import type { QueueEvent } from '../../../src/domain/queue/queue-events.ts';
import type { PushVerdict, QueueState } from '../../../src/domain/queue/queue-state.ts';
import { longDigest } from '../../../src/domain/digest.ts';
import {
  arrival,
  arrives,
  cascadeAsks,
  commitOf,
  givesPlaceBack,
  policy,
  pushCheck,
  queueAfter,
  started,
} from './support.ts';

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

const red: PushVerdict = { type: 'red', why: 'its run failed', rerun: true };
const hinted = (at: number): QueueEvent => ({
  type: 'hinted',
  at,
  hints: [{ delivery: `hint ${at}`, repository: 'core' }],
});

test('a push that is red starts nothing, until it is run again and green', () => {
  const { state, done } = queueAfter([arrives(push), looked('d1', red)]);
  expect(started(done)).toEqual([]);
  expect(lastDecision(state)).toMatchObject({
    what: 'core@b000000',
    became: 'waits',
    why: 'its run failed; once that is run again and green, the cascade starts',
  });
  expect(queueAfter([{ type: 'time-passed', at: 86_400_000 }], state).done).toEqual([]);
  const stillRed = queueAfter([hinted(6), looked('d1', red)], state);
  expect(stillRed.state.decisions).toEqual(state.decisions);
  const again = queueAfter([hinted(7), looked('d1', green())], stillRed.state);
  expect(started(again.done)).toEqual(['acme/cascade/core/b000000']);
});

test('a push that stays red for a week is forgotten, and so is one that can never be green', () => {
  const { state } = queueAfter([arrives(push), looked('d1', red)]);
  const later = queueAfter([{ type: 'time-passed', at: 8 * 86_400_000 }, hinted(8 * 86_400_000)], state);
  expect(later).toMatchObject({ state: { unchecked: [] }, done: [] });
  const never = queueAfter([arrives(push), looked('d1', { type: 'red', why: 'it names no commit' })]).state;
  expect(never.unchecked).toEqual([]);
  expect(lastDecision(never)).toMatchObject({ what: 'core@b000000', became: 'dropped', why: 'it names no commit' });
});

test('a newer push takes the place of one that is red', () => {
  const newer = arrival('core', { delivery: 'd2', commit: commitOf('c'), at: 2, check: pushCheck() });
  const { state } = queueAfter([arrives(push), looked('d1', red), arrives(newer)]);
  expect(state.unchecked.map(({ arrival: { delivery } }) => delivery)).toEqual(['d2']);
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

test('what stays the same matters once it travels, and not before', () => {
  const refusing = policy({ onArrival: { cascade: 'refuse', release: 'queue', nightly: 'refuse' } });
  const checkedPush = (delivery: string) => arrival('core', { delivery, check: pushCheck(), policy: refusing });
  const refused = queueAfter([cascadeAsks('c1', 'app'), arrives(checkedPush('d1')), looked('d1', green('same'))]);
  expect(lastDecision(refused.state)).toMatchObject({ became: 'refused' });
  const later = [givesPlaceBack('c1'), arrives(checkedPush('d2')), looked('d2', green('same'))];
  expect(started(queueAfter(later, refused.state).done)).toEqual(['acme/cascade/core/b000000']);
});

test('content counts as cascaded once the cascade has departed, also after that has ended', () => {
  const train = 'acme/cascade/core/b000000';
  const { state } = queueAfter([arrives(push), looked('d1', green('same')), cascadeAsks(train, 'core')]);
  const second = arrival('core', { delivery: 'd2', commit: commitOf('c'), check: pushCheck() });
  const startedAfter = (...events: readonly QueueEvent[]) =>
    started(queueAfter([...events, givesPlaceBack(train), arrives(second), looked('d2', green('same'))], state).done);
  expect(startedAfter()).toEqual(['acme/cascade/core/c000000']);
  const scope = { train, runId: 'first', commits: { core: commitOf('b') } };
  expect(startedAfter({ type: 'departed', at: 5, scope })).toEqual([]);
});

test('hints take no room of what was seen, and are heard however often they come', () => {
  const { state } = queueAfter([arrives(push), looked('d1', red)]);
  const again = queueAfter([hinted(6), looked('d1', red), hinted(6)], state);
  expect(again.done).toHaveLength(2);
  expect(again.state.seen).toEqual([longDigest('d1')]);
});

test('a delivery that came before is not taken again, as older code kept it, too', () => {
  const former: QueueState = { ...queueAfter([]).state, seen: ['d1'] };
  expect(queueAfter([arrives(push)], former).done).toEqual([]);
  const { state } = queueAfter([arrives(push)]);
  expect(queueAfter([arrives(push)], state).done).toEqual([]);
});

test('a push that has been red for half a day is looked at again when the queue goes on in another execution', () => {
  const { state } = queueAfter([arrives(push), looked('d1', red)]);
  const halfADay = state.at + 12 * 3_600_000;
  const stageAt = (at: number, rules: Partial<QueueState> = {}) =>
    goneOn({ ...state, ...rules }, at).unchecked.map(({ stage }) => stage);
  expect(stageAt(halfADay)).toEqual(['due']);
  expect(stageAt(halfADay - 1)).toEqual(['red']);
  // As older code did, at once or never.
  expect(stageAt(state.at, { formerNames: true })).toEqual(['due']);
  expect(stageAt(halfADay, { formerRules: true, formerNames: true })).toEqual(['red']);
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
