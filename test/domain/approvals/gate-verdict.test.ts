import { expect, test } from 'vitest';
import type { CountedVote, Gate } from '../../../src/domain/approvals/gate.ts';
import { gateVerdict } from '../../../src/domain/approvals/gate-verdict.ts';
import { gate, known, vote } from '../../support/gates.ts';

function verdict(one: Gate, votes: readonly CountedVote[], now = 100) {
  return gateVerdict(one, { since: 5, votes, plan: 'd1', now });
}

const two = gate({ approvers: known('ann', 'ben', 'cai'), threshold: 2 });

test('a gate waits until as many as its threshold have agreed, and names those who still could', () => {
  expect(verdict(two, [])).toMatchObject({ type: 'waiting', given: 0, needed: 2, open: ['ann', 'ben', 'cai'] });
  expect(verdict(two, [vote()])).toMatchObject({ type: 'waiting', given: 1, open: ['ben', 'cai'] });
  expect(verdict(two, [vote(), vote({ by: 'cai' })])).toEqual({ type: 'open', by: ['ann', 'cai'], emergency: false });
});

test('nobody counts twice, and no stranger, no other gate, no other plan and no earlier word counts', () => {
  const others = [vote({ by: 'eve' }), vote({ by: 'ben', gate: 'other' }), vote({ by: 'ben', plan: 'd2' })];
  const votes = [vote(), vote({ at: 11 }), ...others, vote({ by: 'cai', at: 4 })];
  expect(verdict(two, votes)).toMatchObject({ type: 'waiting', given: 1 });
});

test('the last word of each counts, whatever the order in which it arrived', () => {
  const [yes, no] = [vote({ at: 12 }), vote({ verdict: 'reject', at: 11 })];
  for (const said of [
    [yes, no],
    [no, yes],
  ])
    expect(verdict(gate(), said).type).toBe('open');
  expect(verdict(gate({ approvers: known('ann') }), [yes, vote({ verdict: 'reject', at: 13 })]).type).toBe('closed');
});

test('a gate closes once too few are left who could agree, with their reasons', () => {
  const first = vote({ verdict: 'reject', why: 'no notes' });
  expect(verdict(two, [first])).toMatchObject({ type: 'waiting', open: ['ben', 'cai'] });
  const second = vote({ by: 'cai', verdict: 'reject', why: 'too big' });
  expect(verdict(two, [first, second])).toEqual({
    type: 'closed',
    why: 'ann, cai rejected it: no notes; too big',
  });
});

test('enough who agree open it only after the minimum time, which counts from when something waits', () => {
  const slow = gate({ wait: 50 });
  expect(verdict(slow, [vote()], 54)).toMatchObject({ type: 'waiting', given: 1, until: 55 });
  expect(verdict(slow, [vote()], 55).type).toBe('open');
});

test('a gate that too few opened in time closes; one that was opened in time stays open', () => {
  const short = gate({ expires: 50 });
  expect(verdict(short, [], 54)).toMatchObject({ type: 'waiting', until: 55 });
  expect(verdict(short, [], 55)).toEqual({ type: 'closed', why: 'too few opened it in time' });
  expect(verdict(short, [vote({ at: 55 })], 60).type).toBe('closed');
  expect(verdict(short, [vote({ at: 54 })], 1000).type).toBe('open');
});

test('an emergency has approvers and a threshold of its own, and needs no time, but a reason of each', () => {
  const slow = gate({ threshold: 2, wait: 1000, emergency: { approvers: known('ann', 'dea'), threshold: 2 } });
  const urgent = [vote({ emergency: true, why: 'CVE' }), vote({ by: 'dea', emergency: true, why: 'CVE' })];
  expect(verdict(slow, urgent)).toEqual({ type: 'open', by: ['ann', 'dea'], emergency: true });
  expect(verdict(slow, urgent.slice(0, 1)).type).toBe('waiting');
  expect(verdict(slow, [vote({ emergency: true, why: ' ' }), ...urgent.slice(1)]).type).toBe('waiting');
  expect(verdict(gate({ wait: 1000 }), urgent).type).toBe('waiting');
});
