import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseProvedVote } from '../../../src/domain/approvals/parse-vote.ts';

const SEALED = {
  type: 'api',
  vote: { gate: 'ship', verdict: 'approve', emergency: false, why: '', plan: 'd1' },
  name: 'ann',
  at: 10,
  mac: 'ab',
};

test('a text alone is a signed statement, as a person in Temporal hands it in', () => {
  const proved = { type: 'openpgp', statement: 'signed' };
  expect(parseProvedVote('signed')).toEqual({ ok: true, proved });
  expect(parseProvedVote(proved)).toEqual({ ok: true, proved });
});

test('a vote with the mark of the API is read, and nothing beside it', () => {
  expect(parseProvedVote({ ...SEALED, more: 1 })).toEqual({ ok: true, proved: SEALED });
});

test.each([
  ['nothing', undefined],
  ['null', null],
  ['a number', 7],
  ['a list', [SEALED]],
  ['no mark', { ...SEALED, mac: undefined }],
  ['no vote', { ...SEALED, vote: null }],
  ['another verdict', { ...SEALED, vote: { ...SEALED.vote, verdict: 'perhaps' } }],
  ['a moment that is none', { ...SEALED, at: 1e300 }],
  ['a reason without end', { ...SEALED, vote: { ...SEALED.vote, why: 'x'.repeat(2001) } }],
  ['a statement without end', 'x'.repeat(65_537)],
])('%s is refused in words', (_what, input) => {
  const parsed = parseProvedVote(input);
  expect(parsed.ok).toBe(false);
});

test('whatever comes from outside is read or refused', () => {
  fc.assert(fc.property(fc.anything(), (input) => typeof parseProvedVote(input).ok === 'boolean'));
});
