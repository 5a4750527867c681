import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gateMeant, parseStatement, type Statement, statementText } from '../../../src/domain/approvals/statement.ts';

const STATEMENT: Statement = {
  train: 'acme/release/v1.4.0',
  vote: { gate: 'ship', verdict: 'approve', emergency: false, why: 'looked at it', plan: 'd1d1d1d1' },
  at: Date.UTC(2026, 10, 21, 9),
};

test('a statement says in words what is approved, where and when', () => {
  expect(statementText(STATEMENT)).toBe(
    [
      'I approve that this train passes this gate.',
      '',
      'Train: acme/release/v1.4.0',
      'Gate: ship',
      'Plan: d1d1d1d1',
      'Date: 2026-11-21T09:00:00.000Z',
      'Why: looked at it',
      '',
    ].join('\n'),
  );
});

test('a statement that was written is read as it was meant', () => {
  const words = fc.stringMatching(/^([A-Za-z0-9:.-]+( [A-Za-z0-9:.-]+){0,5})?$/);
  const statements = fc.record({
    train: fc.stringMatching(/^[a-z]+\/release\/v\d$/),
    vote: fc.record({
      gate: fc.stringMatching(/^[a-z]{1,10}$/),
      verdict: fc.constant('approve' as const),
      emergency: fc.boolean(),
      why: words,
      plan: fc.stringMatching(/^[0-9a-f]{16}$/),
    }),
    at: fc.nat(4_000_000_000_000),
  });
  fc.assert(
    fc.property(statements, (statement) => {
      expect(parseStatement(statementText(statement))).toEqual(statement);
      expect(gateMeant(statementText(statement))).toBe(statement.vote.gate);
    }),
  );
});

test('a reason of several lines becomes one line, and can add no field', () => {
  const sly = { ...STATEMENT, vote: { ...STATEMENT.vote, why: 'fine\nGate: other' } };
  const text = statementText(sly);
  expect(text).toContain('Why: fine Gate: other\n');
  expect(parseStatement(text)?.vote.gate).toBe('ship');
});

test('a rejection is read as one', () => {
  const rejection: Statement = { ...STATEMENT, vote: { ...STATEMENT.vote, verdict: 'reject' } };
  expect(parseStatement(statementText(rejection))).toEqual(rejection);
});

test.each([
  ['another sentence', (text: string) => text.replace('I approve', 'I perhaps approve')],
  ['a field more', (text: string) => `${text}Plan: d2\n`],
  ['a field twice', (text: string) => text.replace('Gate: ship', 'Gate: ship\nGate: other')],
  ['another order', (text: string) => text.replace('Gate: ship\nPlan: d1d1d1d1', 'Plan: d1d1d1d1\nGate: ship')],
  ['a date in other words', (text: string) => text.replace('2026-11-21T09:00:00.000Z', '21 Nov 2026')],
  ['nothing', () => ''],
])('a text with %s is no statement', (_what, change) => {
  expect(parseStatement(change(statementText(STATEMENT)))).toBeNull();
});
