import { expect, test } from 'vitest';
import { startCascade, type TestCascade } from '../../support/cascade.ts';
import { chain, repository } from '../../support/chains.ts';
import { gate } from '../../support/gates.ts';
import { failureOf, lastStateOf, startRelease } from '../../support/start-trains.ts';
import { say, untilGate } from '../../support/votes.ts';

const SERVICE = repository('service', {
  kind: 'service',
  deploy: {
    kinds: ['release'],
    to: null,
    eventType: 'deploy',
    payload: { tag: '{tag}' },
    required: true,
    answer: null,
  },
});

/** A gate before deploying at which so many of ann and ben must agree. */
function gated(threshold: number) {
  return chain([SERVICE], { gates: [gate({ name: 'go-live', before: 'deploying', threshold })] });
}

function deploys({ simulator }: TestCascade) {
  return simulator
    .requests()
    .filter(({ operation }) => operation === 'repos/create-dispatch-event')
    .map(({ body }) => body);
}

test('a release is out while a gate keeps it from being deployed, and is deployed once people agree', async () => {
  const cascade = await startCascade(gated(1));
  const { simulator } = cascade;
  const train = await startRelease(cascade, 'v1.4.0');
  await untilGate(cascade, train.workflowId, 'go-live');
  expect(simulator.releases('acme/service')).toMatchObject([{ tag: 'v1.4.0', draft: false }]);
  expect(await train.query('state')).toMatchObject({ state: 'needs-person', publishing: { status: 'published' } });
  expect(deploys(cascade)).toEqual([]);

  expect((await say(cascade, train.workflowId, { gate: 'go-live', by: 'ann' })).counts).toBe(true);
  const view = await train.result();
  expect(view).toMatchObject({
    state: 'succeeded',
    followUp: { told: [{ what: 'deploy of service to acme/service', ok: true }] },
  });
  expect(deploys(cascade)).toMatchObject([{ event_type: 'deploy', client_payload: { tag: 'v1.4.0' } }]);
});

test('a release whose deploy is rejected stays published, is not deployed, and its train says whose word that was', async () => {
  const cascade = await startCascade(gated(2));
  const train = await startRelease(cascade, 'v1.5.0');
  await untilGate(cascade, train.workflowId, 'go-live');
  const no = { gate: 'go-live', by: 'ben', verdict: 'reject', why: 'not on a Friday' } as const;
  expect((await say(cascade, train.workflowId, no)).counts).toBe(true);

  const { message } = await failureOf(train.result());
  expect(message).toContain('go-live: ben rejected it: not on a Friday');
  const view = await lastStateOf(train.result());
  expect(view).toMatchObject({ state: 'failed', publishing: { status: 'published' }, followUp: { status: 'waiting' } });
  expect(cascade.simulator.releases('acme/service')).toMatchObject([{ draft: false }]);
  expect(deploys(cascade)).toEqual([]);
});
