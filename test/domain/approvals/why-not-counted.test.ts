import { expect, test } from 'vitest';
import type { CountedVote, Gate } from '../../../src/domain/approvals/gate.ts';
import { whyNotCounted } from '../../../src/domain/approvals/why-not-counted.ts';
import type { UnderwayTrain } from '../../../src/domain/train-state.ts';
import { chain, repository } from '../../support/chains.ts';
import { gate, known, vote } from '../../support/gates.ts';
import { byAlice, trainAfter } from '../../support/trains.ts';

const NOW = 100;

function waiting(differences: Partial<Gate> = {}, votes: readonly CountedVote[] = []): UnderwayTrain {
  const described = chain([repository('engine')], { gates: [gate(differences)] });
  const reached = { type: 'gate-reached', at: 5, gate: 'ship' } as const;
  return trainAfter(described, [reached, ...votes.map((one) => ({ type: 'voted', at: one.at, vote: one }) as const)]);
}

test('a vote of somebody who is asked, for this plan, while the gate waits, counts', () => {
  expect(whyNotCounted(waiting(), vote(), NOW)).toBeNull();
});

test.each<[what: string, state: UnderwayTrain, said: Partial<CountedVote>, why: RegExp]>([
  ['for an unknown gate', waiting(), { gate: 'shop' }, /no gate "shop"; it has ship/],
  ['for a gate by the name of something that every object has', waiting(), { gate: 'constructor' }, /no gate/],
  ['of a stranger', waiting(), { by: 'eve' }, /^eve is not asked at gate ship; ann, ben are$/],
  ['for another plan', waiting(), { plan: 'd2' }, /the plan d2, but the train has d1/],
  ['of before the gate waited', waiting(), { at: 4 }, /before the gate began to wait/],
  ['for an open gate', waiting({}, [vote({ by: 'ben' })]), {}, /open already/],
  ['for a closed gate', waiting({ expires: 50 }), { at: 99 }, /closed: too few opened it in time/],
  ['that was there already', waiting({ threshold: 2 }, [vote()]), {}, /not newer than what ann said last/],
  ['that says the same again', waiting({ threshold: 2 }, [vote()]), { at: 11 }, /^ann said that already/],
  [
    'older than the last word',
    waiting({ threshold: 2, approvers: known('ann', 'ben', 'cai') }, [vote({ verdict: 'reject', at: 20 })]),
    { at: 11 },
    /^it is not newer than what ann said last/,
  ],
  ['for an emergency that there is none of', waiting(), { emergency: true, why: 'CVE' }, /no other way/],
])('a vote %s counts for nothing', (_what, state, said, why) => {
  expect(whyNotCounted(state, vote(said), NOW)).toMatch(why);
});

test('in an emergency only those count who are asked in one, who approve and who say why', () => {
  const state = waiting({ emergency: { approvers: known('dea'), threshold: 1 } });
  const urgent = { emergency: true, why: 'CVE', by: 'dea' };
  expect(whyNotCounted(state, vote(urgent), NOW)).toBeNull();
  expect(whyNotCounted(state, vote({ ...urgent, why: ' ' }), NOW)).toBe('an emergency needs a reason');
  expect(whyNotCounted(state, vote({ ...urgent, verdict: 'reject' }), NOW)).toContain('a rejection is no emergency');
  expect(whyNotCounted(state, vote({ ...urgent, by: 'ann' }), NOW)).toMatch(/^ann is not asked .* in an emergency/);
  expect(whyNotCounted(state, vote({ by: 'dea' }), NOW)).toMatch(/^dea may only open gate ship as an emergency/);
});

test('nothing counts at a gate that nothing has come to, nor in a train that is being cancelled', () => {
  const described = chain([repository('engine')], { gates: [gate()] });
  expect(whyNotCounted(trainAfter(described), vote(), NOW)).toContain('nothing waits at gate ship yet');
  expect(whyNotCounted(trainAfter(described, [byAlice('cancelled')]), vote(), NOW)).toContain('being cancelled');
});

test('whoever changes their mind in time is heard', () => {
  const state = waiting({ threshold: 2 }, [vote()]);
  expect(whyNotCounted(state, vote({ verdict: 'reject', at: 11 }), NOW)).toBeNull();
});
