import { expect, test } from 'vitest';
import { startCascade } from '../../support/cascade.ts';
import { chain, repository } from '../../support/chains.ts';
import { gate, known } from '../../support/gates.ts';
import { FIRST, resetTo } from '../../support/resets.ts';
import { startRelease } from '../../support/start-trains.ts';
import { handIn, say, sealed, untilGate } from '../../support/votes.ts';
import { LONG } from '../../support/long.ts';

const THREE = known('ann', 'ben', 'cai');

test('a wrong, foreign, repeated or late vote counts for nothing, and says why', { timeout: 240_000 }, async () => {
  const gates = [
    gate({ name: 'first', before: 'building', threshold: 2, approvers: THREE }),
    gate({ name: 'ship', threshold: 1 }),
  ];
  const cascade = await startCascade(chain([repository('core')], { gates }));
  const train = (await startRelease(cascade, 'v1.4.0')).workflowId;
  await untilGate(cascade, train, 'first');
  const refused = async (saying: Parameters<typeof say>[2], why: string) => {
    expect(await say(cascade, train, saying)).toEqual({
      counts: false,
      text: expect.stringMatching(`^The vote counts for nothing: .*${why}`) as string,
    });
  };
  await refused({ gate: 'first', by: 'eve' }, 'eve is not asked at gate first; ann, ben, cai are');
  await refused({ gate: 'firts', by: 'ann' }, 'the train has no gate "firts"; it has first, ship');
  await refused({ gate: 'ship', by: 'ann' }, 'nothing waits at gate ship yet');
  await refused({ gate: 'first', by: 'ann', plan: 'ffffffffffffffff' }, 'it is about the plan ffffffffffffffff');
  await refused({ gate: 'first', by: 'ann', at: Date.now() - 3_600_000 }, 'its proof is 60 minutes old');

  const good = await sealed(cascade, train, { gate: 'first', by: 'ann' });
  const forged = await handIn(cascade, train, { ...good, name: 'ben' });
  expect(forged).toMatchObject({ counts: false, text: expect.stringContaining('its proof is wrong') as string });
  expect((await handIn(cascade, train, good)).counts).toBe(true);
  expect((await handIn(cascade, train, good)).text).toContain('it is not newer than what ann said last');
  await refused({ gate: 'first', by: 'ann' }, 'ann said that already');
  expect((await untilGate(cascade, train, 'first')).why).toBe('1 of 2 agreed; it can come from ben, cai');

  expect((await say(cascade, train, { gate: 'first', by: 'cai' })).counts).toBe(true);
  await untilGate(cascade, train, 'ship');
  await refused({ gate: 'first', by: 'ben', verdict: 'reject' }, 'gate first is open already');
  expect((await say(cascade, train, { gate: 'ship', by: 'ann' })).counts).toBe(true);
  await cascade.client.workflow.getHandle(train).result();
  expect((await say(cascade, train, { gate: 'ship', by: 'ben' })).text).toContain('has succeeded');
});

test.runIf(LONG)(
  'who agreed to a plan has not agreed to that of a train which was reset and pinned other commits',
  async () => {
    const gates = [gate({ before: 'building', threshold: 2, approvers: THREE })];
    const cascade = await startCascade(chain([repository('core')], { gates }));
    const train = (await startRelease(cascade, 'v1.5.0')).workflowId;
    await untilGate(cascade, train, 'ship');
    const said = await sealed(cascade, train, { gate: 'ship', by: 'ann' });
    expect((await handIn(cascade, train, said)).counts).toBe(true);

    await cascade.simulator.push('acme/core');
    await resetTo(cascade.client, train, FIRST);
    const gateAgain = await untilGate(cascade, train, 'ship');
    expect(gateAgain.why).toBe('0 of 2 agreed; it can come from ann, ben, cai');
    expect((await handIn(cascade, train, said)).text).toContain(
      `it is about the plan ${said.vote.plan}, but the train`,
    );
    for (const by of ['ben', 'cai']) expect((await say(cascade, train, { gate: 'ship', by })).counts).toBe(true);
    expect(await cascade.client.workflow.getHandle(train).result()).toMatchObject({ state: 'succeeded' });
  },
);
