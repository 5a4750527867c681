import fc from 'fast-check';
import { test } from 'vitest';
import type { CountedVote, Gate } from '../../../src/domain/approvals/gate.ts';
import { gateVerdict } from '../../../src/domain/approvals/gate-verdict.ts';
import { gate, known } from '../../support/gates.ts';

const PEOPLE = ['ann', 'ben', 'cai', 'dea', 'eve'] as const;
const ASKED = 4;

const gates: fc.Arbitrary<Gate> = fc
  .record({
    threshold: fc.integer({ min: 1, max: ASKED }),
    wait: fc.nat(30),
    expires: fc.option(fc.integer({ min: 31, max: 60 })),
    urgent: fc.option(fc.integer({ min: 1, max: 2 })),
  })
  .map(({ threshold, wait, expires, urgent }) =>
    gate({
      ...{ threshold, wait, expires, approvers: known(...PEOPLE.slice(0, ASKED)) },
      emergency: urgent === null ? null : { approvers: known('ann', 'ben'), threshold: urgent },
    }),
  );

const votes: fc.Arbitrary<readonly CountedVote[]> = fc.array(
  fc.record({
    gate: fc.constantFrom('ship', 'ship', 'ship', 'other'),
    verdict: fc.constantFrom('approve', 'approve', 'reject'),
    emergency: fc.boolean(),
    why: fc.constantFrom('', 'a reason'),
    plan: fc.constantFrom('d1', 'd1', 'd1', 'd2'),
    by: fc.constantFrom(...PEOPLE),
    at: fc.nat(80),
  }),
  { maxLength: 12 },
);

const SINCE = 10;
const moments = fc.nat(120);

function verdictOf(one: Gate, said: readonly CountedVote[], now: number) {
  return gateVerdict(one, { since: SINCE, votes: said, plan: 'd1', now });
}

test('a gate is open only by as many different people as it asks for, each of them asked, and not before its time', () => {
  fc.assert(
    fc.property(gates, votes, moments, (one, said, now) => {
      const verdict = verdictOf(one, said, now);
      if (verdict.type !== 'open') return true;
      const asked = verdict.emergency ? one.emergency : one;
      if (asked === null) return false;
      const names = asked.approvers.map(({ name }) => name);
      const isTimely = verdict.emergency || now >= SINCE + one.wait;
      const distinct = new Set(verdict.by);
      return isTimely && distinct.size >= asked.threshold && verdict.by.every((name) => names.includes(name));
    }),
  );
});

test('what is for another plan or gate, of a stranger, too early or too late changes nothing', () => {
  fc.assert(
    fc.property(gates, votes, moments, (one, said, now) => {
      const end = one.expires === null ? Infinity : SINCE + one.expires;
      const counting = said.filter(
        ({ gate: name, plan, by, at }) => name === 'ship' && plan === 'd1' && by !== 'eve' && at >= SINCE && at < end,
      );
      const [all, some] = [verdictOf(one, said, now), verdictOf(one, counting, now)];
      return JSON.stringify(all) === JSON.stringify(some);
    }),
  );
});

test('time alone never shuts a gate that is open, and what waits for nothing else changes at the moment that it names', () => {
  fc.assert(
    fc.property(gates, votes, moments, fc.nat(200), (one, said, now, later) => {
      const before = verdictOf(one, said, now);
      const after = verdictOf(one, said, now + later);
      if (before.type !== 'waiting') return JSON.stringify(after) === JSON.stringify(before);
      const { until } = before;
      const isChanged = after.type !== 'waiting';
      return until === null ? !isChanged : isChanged === now + later >= until;
    }),
  );
});
