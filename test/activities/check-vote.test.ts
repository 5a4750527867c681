import { expect, test } from 'vitest';
import { checkVote } from '../../src/activities/check-vote.ts';
import { approvalSeal } from '../../src/app/approval-seal.ts';
import { type SealedVote, sealedText } from '../../src/domain/approvals/sealed-vote.ts';
import { statementText } from '../../src/domain/approvals/statement.ts';
import { makeGpg } from '../artifacts/gpg.ts';
import { gate, known } from '../support/gates.ts';
import { clearSigned, signatory } from '../support/statements.ts';

const TRAIN = 'acme/release/v1.4.0';
const VOTE = { gate: 'ship', verdict: 'approve', emergency: false, why: 'looked at it', plan: 'd1' } as const;
const MINUTE = 60_000;
const SEAL = approvalSeal('the secret of these tests, long enough');

function sealed(at: number, seal = SEAL, train = TRAIN): SealedVote {
  const unmarked = { vote: VOTE, name: 'ann', at };
  return { type: 'api', ...unmarked, mac: seal.of(sealedText(train, unmarked)) };
}

function check(proved: SealedVote, seal: typeof SEAL | null = SEAL) {
  return checkVote({ seal })({ train: TRAIN, gate: gate(), proved });
}

test('a vote for which the API vouches is of whom it names', async () => {
  const at = Date.now();
  expect(await check(sealed(at))).toEqual({ ok: true, vote: { ...VOTE, by: 'ann', at } });
});

test.each<[what: string, forged: (good: SealedVote) => SealedVote]>([
  ['another name', (good) => ({ ...good, name: 'ben' })],
  ['another time', (good) => ({ ...good, at: good.at + 1 })],
  ['another verdict', (good) => ({ ...good, vote: { ...VOTE, verdict: 'reject' } })],
  ['an emergency', (good) => ({ ...good, vote: { ...VOTE, emergency: true } })],
  ['another plan', (good) => ({ ...good, vote: { ...VOTE, plan: 'd2' } })],
  ['another reason', (good) => ({ ...good, vote: { ...VOTE, why: '' } })],
  ['the mark cut off', (good) => ({ ...good, mac: good.mac.slice(0, -1) })],
  ['no mark', (good) => ({ ...good, mac: '' })],
  ['the mark of another train', (good) => sealed(good.at, SEAL, 'acme/release/v1.5.0')],
  ['the mark of another secret', (good) => sealed(good.at, approvalSeal('another secret, which is long enough'))],
])('a vote with %s proves nothing', async (_what, forged) => {
  expect(await check(forged(sealed(Date.now())))).toMatchObject({
    ok: false,
    why: expect.stringContaining('its proof is wrong') as string,
  });
});

test('what the API vouched for is good for five minutes, and not ahead of time', async () => {
  expect(await check(sealed(Date.now() - 6 * MINUTE))).toMatchObject({
    ok: false,
    why: 'its proof is 6 minutes old; say it again',
  });
  expect(await check(sealed(Date.now() + 6 * MINUTE))).toMatchObject({
    ok: false,
    why: expect.stringContaining('lies ahead') as string,
  });
});

test('a worker without the secret says what to set', async () => {
  expect(await check(sealed(Date.now()), null)).toMatchObject({
    ok: false,
    why: expect.stringContaining('CASCADE_APPROVAL_SECRET') as string,
  });
});

const [ann, dea, eve] = [await signatory('ann'), await signatory('dea'), await signatory('eve')];
const GATE = gate({
  approvers: [ann, ...known('ben')],
  emergency: { approvers: [dea], threshold: 1 },
});
const at = Date.UTC(2026, 0, 2);
const TEXT = statementText({ train: TRAIN, vote: VOTE, at });

function checkStatement(statement: string, one = GATE) {
  return checkVote({ seal: null })({ train: TRAIN, gate: one, proved: { type: 'openpgp', statement } });
}

test('a signed statement is of the approver whose key it is signed with, however old it is', async () => {
  expect(await checkStatement(await clearSigned(ann, TEXT))).toEqual({ ok: true, vote: { ...VOTE, by: 'ann', at } });
  expect(await checkStatement(await clearSigned(dea, TEXT))).toMatchObject({ ok: true, vote: { by: 'dea' } });
});

test('a statement that gpg signed in clear is read as well', async () => {
  await using gpg = await makeGpg();
  const id = await gpg.makeKey('cai');
  const statement = await gpg.clearSign(id, TEXT);
  const one = gate({ approvers: [{ name: 'cai', key: await gpg.exportPublic(id) }] });
  expect(await checkStatement(statement, one)).toEqual({ ok: true, vote: { ...VOTE, by: 'cai', at } });
});

test.each<[what: string, statement: () => Promise<string>, why: RegExp]>([
  ['by a stranger', () => clearSigned(eve, TEXT), /not among those given/],
  ['and changed afterwards', async () => (await clearSigned(ann, TEXT)).replace('Plan: d1', 'Plan: d2'), /is not good/],
  ['in other words', () => clearSigned(ann, `${TEXT}Plan: d2\n`), /its words were changed/],
  [
    'for another train',
    () => clearSigned(ann, TEXT.replace('v1.4.0', 'v1.5.0')),
    /^it is about the train acme\/release\/v1\.5\.0$/,
  ],
  ['for another gate', () => clearSigned(ann, TEXT.replace('Gate: ship', 'Gate: shop')), /^it is about the gate shop$/],
  [
    'for a day that is yet to come',
    () => clearSigned(ann, statementText({ train: TRAIN, vote: VOTE, at: Date.now() + 6 * MINUTE })),
    /lies ahead/,
  ],
])('a statement signed %s counts for nothing', async (_what, statement, why) => {
  const checked = await checkStatement(await statement());
  expect(checked).toMatchObject({ ok: false, why: expect.stringMatching(why) as string });
});

test('what is not signed in clear is refused in words', async () => {
  expect(await checkStatement(TEXT)).toMatchObject({
    ok: false,
    why: expect.stringContaining('gpg --clear-sign') as string,
  });
});

test('where nobody has a key, no statement counts', async () => {
  const checked = await checkStatement(await clearSigned(ann, TEXT), gate());
  expect(checked).toMatchObject({ ok: false, why: expect.stringContaining('has a key') as string });
});

test('text around what was signed is no part of it', async () => {
  const signed = await clearSigned(ann, TEXT);
  const checked = await checkStatement(`Gate: shop\n\n${signed}\nPlan: d2\n`);
  expect(checked).toEqual({ ok: true, vote: { ...VOTE, by: 'ann', at } });
});
