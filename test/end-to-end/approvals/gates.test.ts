import { expect, test } from 'vitest';
import { startCascade } from '../../support/cascade.ts';
import { chain, repository } from '../../support/chains.ts';
import { gate, known } from '../../support/gates.ts';
import { failureOf, lastStateOf, startRelease, statuses } from '../../support/start-trains.ts';
import { say, untilGate } from '../../support/votes.ts';
import { untilBuild } from '../../support/watching.ts';

const LAYERS = [repository('core'), repository('tools'), repository('app', { needs: ['core'] })];

test('only the layer that a gate is about waits for it, from when it could be built', async () => {
  const layer = gate({ name: 'apps', before: 'building', repositories: ['app'], threshold: 2 });
  const cascade = await startCascade(chain(LAYERS, { gates: [layer] }));
  const train = await startRelease(cascade, 'v1.4.0');
  const waiting = await untilGate(cascade, train.workflowId, 'apps');
  expect(waiting).toMatchObject({ before: 'building', why: '0 of 2 agreed; it can come from ann, ben' });
  const view = await untilBuild(train, 'tools', 'succeeded');
  expect(statuses(view)).toEqual({ core: 'succeeded', tools: 'succeeded', app: 'waiting' });
  expect(view.builds.find(({ alias }) => alias === 'app')?.reason).toEqual({
    code: 'waiting-for-approval',
    gate: 'apps',
  });

  const first = await say(cascade, train.workflowId, { gate: 'apps', by: 'ann' });
  expect(first).toEqual({ counts: true, text: 'ann approved: 1 of 2 agreed; it can come from ben' });
  expect(cascade.simulator.runs('acme/app')).toEqual([]);
  expect((await say(cascade, train.workflowId, { gate: 'apps', by: 'ben' })).text).toBe(
    'ben approved: ann, ben agreed',
  );
  expect((await train.result()).state).toBe('succeeded');
});

test('before a gate lets it be published, everything is in the draft, and nothing is public', async () => {
  const cascade = await startCascade(chain([repository('core')], { gates: [gate()] }));
  const { simulator } = cascade;
  const train = await startRelease(cascade, 'v1.5.0');
  await untilGate(cascade, train.workflowId, 'ship');
  const [draft] = simulator.releases('acme/core');
  expect(draft?.draft).toBe(true);
  expect(draft?.assets.map(({ name, state }) => [name, state])).toEqual(
    expect.arrayContaining([
      ['core-v1.5.0.tar.gz', 'uploaded'],
      ['SHA256SUMS', 'uploaded'],
    ]) as unknown,
  );
  expect(await train.query('state')).toMatchObject({ state: 'needs-person', publishing: { status: 'running' } });
  expect((await say(cascade, train.workflowId, { gate: 'ship', by: 'ann' })).counts).toBe(true);
  expect((await train.result()).publishing).toMatchObject({ status: 'published' });
  expect(simulator.releases('acme/core')).toMatchObject([{ draft: false }]);
});

test('a rejected release is not published, says whose word that was, and leaves its draft', async () => {
  const cascade = await startCascade(chain([repository('core')], { gates: [gate({ threshold: 2 })] }));
  const train = await startRelease(cascade, 'v1.6.0');
  await untilGate(cascade, train.workflowId, 'ship');
  const no = { gate: 'ship', by: 'ben', verdict: 'reject', why: 'the notes are wrong' } as const;
  expect(await say(cascade, train.workflowId, no)).toEqual({
    counts: true,
    text: 'ben rejected: ben rejected it: the notes are wrong',
  });
  const { message } = await failureOf(train.result());
  expect(message).toContain('Nothing was published: ship: ben rejected it: the notes are wrong. The draft is left');
  expect(cascade.simulator.releases('acme/core')).toMatchObject([{ draft: true }]);
});

test('a layer whose gate is rejected is not built, and the train fails with the others built', async () => {
  const layer = gate({ name: 'apps', before: 'building', repositories: ['app'], approvers: known('ann') });
  const cascade = await startCascade(chain(LAYERS, { gates: [layer] }));
  const train = await startRelease(cascade, 'v1.7.0');
  await untilGate(cascade, train.workflowId, 'apps');
  expect((await say(cascade, train.workflowId, { gate: 'apps', by: 'ann', verdict: 'reject' })).counts).toBe(true);
  const view = await lastStateOf(train.result());
  expect(statuses(view)).toEqual({ core: 'succeeded', tools: 'succeeded', app: 'waiting' });
  expect(view.gates).toMatchObject([{ state: 'closed', why: 'ann rejected it' }]);
  expect(cascade.simulator.runs('acme/app')).toEqual([]);
});

test('nobody is asked for a trial', async () => {
  const cascade = await startCascade(chain([repository('core')], { gates: [gate()] }));
  const view = await (await startRelease(cascade, 'v1.9.0', { dryRun: true })).result();
  expect(view).toMatchObject({ gates: [], publishing: { release: { draft: true } } });
});
