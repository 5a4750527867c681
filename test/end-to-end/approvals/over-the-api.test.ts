import { expect, test } from 'vitest';
import { startApprovingApi } from '../../support/approving-api.ts';
import { startCascade, type TestCascade } from '../../support/cascade.ts';
import { chain, repository } from '../../support/chains.ts';
import { gate, known } from '../../support/gates.ts';
import { failureOf, startRelease } from '../../support/start-trains.ts';
import { runCli } from '../../support/run-cli.ts';
import { untilGate } from '../../support/votes.ts';
import { viewOf } from '../../support/watching.ts';

const GATE = gate({ before: 'building', threshold: 2, approvers: known('ann', 'ben', 'cai') });

/** A release of one repository that waits at its gate, and the plan that it waits with. */
async function waitingTrain(version: string): Promise<{ cascade: TestCascade; train: string; plan: string }> {
  const cascade = await startCascade(chain([repository('core')], { gates: [GATE] }));
  const handle = await startRelease(cascade, version);
  await untilGate(cascade, handle.workflowId, 'ship');
  return { cascade, train: handle.workflowId, plan: (await viewOf(handle))?.plan ?? '' };
}

test('whoever has a token with the scope approves in its name, once, and the audit trail has it', async () => {
  const { cascade, train, plan } = await waitingTrain('v1.4.0');
  const api = await startApprovingApi(cascade);
  const [ann, ben] = [await api.tokenOf('ann', ['approve']), await api.tokenOf('ben', ['operate'])];
  const eve = await api.tokenOf('eve', ['approve']);
  const yes = { gate: 'ship', verdict: 'approve', plan };

  expect(await api.post(train, ben, yes)).toMatchObject({ status: 403 });
  expect(await api.post(train, eve, yes)).toMatchObject({
    status: 409,
    text: expect.stringContaining('eve is not asked at gate ship') as string,
  });
  expect(await api.post(train, ann, { ...yes, plan: 'ffffffffffffffff' })).toMatchObject({ status: 409 });
  const counted = { status: 200, text: 'ann approved: 1 of 2 agreed; it can come from ben, cai' };
  expect(await api.post(train, ann, yes, 'once')).toEqual(counted);
  expect(await api.post(train, ann, yes, 'once')).toEqual(counted);
  expect(await api.post(train, ann, yes, 'again')).toMatchObject({
    status: 409,
    text: expect.stringContaining('ann said that already') as string,
  });
  expect(await api.post('acme/release/v9.9.9', ann, yes)).toMatchObject({ status: 404 });
  expect(await api.post(train, ann, { gate: 'ship', verdict: 'perhaps', plan })).toMatchObject({ status: 400 });

  const answered = (await api.audited()).filter(({ event }) => event === 'answered');
  expect(answered).toContainEqual(expect.objectContaining({ caller: 'ann', method: 'POST', status: 200 }));
  expect(answered).toContainEqual(expect.objectContaining({ caller: 'eve', status: 409 }));
});

test('a rejection over HTTP counts against its gate, which closes once too few are left who could agree', async () => {
  const { cascade, train, plan } = await waitingTrain('v1.7.0');
  const api = await startApprovingApi(cascade);
  const no = { gate: 'ship', verdict: 'reject', plan, why: 'the fix is missing' };
  expect(await api.post(train, await api.tokenOf('ann', ['approve']), no)).toEqual({
    status: 200,
    text: 'ann rejected: 0 of 2 agreed; it can come from ben, cai',
  });
  expect(await api.post(train, await api.tokenOf('ben', ['approve']), no)).toMatchObject({ status: 200 });
  const { message } = await failureOf(cascade.client.workflow.getHandle(train).result());
  expect(message).toContain('gate ship');
});

test(
  'our command line approves and rejects through the API, in the name of its token',
  { timeout: 240_000 },
  async () => {
    const { cascade, train } = await waitingTrain('v1.5.0');
    const api = await startApprovingApi(cascade);
    const as = async (name: string, ...words: readonly string[]) =>
      runCli(words, { env: { CASCADE_API_URL: api.url, CASCADE_TOKEN: await api.tokenOf(name, ['approve']) } });

    expect(await as('ann', 'approve', train, 'ship', '--why', 'looked at it')).toEqual({
      status: 0,
      stdout: `${train}, gate ship: ann approved: 1 of 2 agreed; it can come from ben, cai\n`,
      stderr: '',
    });
    expect(await as('eve', 'approve', train, 'ship')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('eve is not asked at gate ship') as string,
    });
    const rejected = await as('ben', 'reject', train, 'ship', '--json');
    expect(JSON.parse(rejected.stdout)).toEqual({
      ...{ train, gate: 'ship', verdict: 'reject' },
      message: 'ben rejected: 1 of 2 agreed; it can come from cai',
    });
    expect((await as('cai', 'approve', train, 'ship')).status).toBe(0);
    expect(await cascade.client.workflow.getHandle(train).result()).toMatchObject({ state: 'succeeded' });
  },
);

test('an API without the secret vouches for nobody, and says what to set', async () => {
  const { cascade, train, plan } = await waitingTrain('v1.6.0');
  const api = await startApprovingApi(cascade, null);
  const ann = await api.tokenOf('ann', ['approve']);
  const answer = await api.post(train, ann, { gate: 'ship', verdict: 'approve', plan });
  expect(answer).toMatchObject({ status: 503, text: expect.stringContaining('CASCADE_APPROVAL_SECRET') as string });
  expect(await untilGate(cascade, train, 'ship')).toMatchObject({ why: expect.stringMatching(/^0 of 2/) as string });
});
