import { expect, test, vi } from 'vitest';
import type { Chain } from '../../src/domain/chain.ts';
import type { TrainView } from '../../src/domain/train-view.ts';
import { startCascade, type TestCascade } from '../support/cascade.ts';
import { G1, G2 } from '../support/chains.ts';

/** So long that a build which no webhook woke would not end within the test. */
const NO_POLL = 3_600_000;

function startWithApi(described: Chain): Promise<TestCascade> {
  return startCascade(described, { pollInterval: NO_POLL, webhooks: 'all' });
}

/** Waits until the simulator has sent such an event and was answered. */
async function answered({ simulator }: TestCascade, event: 'push' | 'release', repository: string): Promise<string> {
  const find = () =>
    simulator
      .deliveries()
      .find(
        (delivery) =>
          delivery.event === event &&
          ['published', undefined].includes(delivery.action) &&
          delivery.repository === repository &&
          delivery.status > 0,
      );
  await simulator.when(() => find() !== undefined);
  expect(find()?.status).toBe(202);
  return find()?.id ?? '';
}

async function trainIds({ client, taskQueue }: TestCascade): Promise<readonly string[]> {
  const query = `TaskQueue = '${taskQueue}' AND WorkflowType IN ('release', 'cascade')`;
  const ids: string[] = [];
  for await (const { workflowId } of client.workflow.list({ query })) ids.push(workflowId);
  return ids;
}

test('a published release travels through webhooks alone to one release of the chain, and that starts nothing', async () => {
  const cascade = await startWithApi(G2);
  const { client, simulator } = cascade;
  await simulator.publishRelease('acme/consensus', { tag: 'v1.4.0', login: 'a-person' });
  const delivery = await answered(cascade, 'release', 'acme/consensus');
  const train = client.workflow.getHandle('btcdecoded-g2/release/v1.4.0');
  const view = (await train.result()) as TrainView;

  expect(view.state).toBe('succeeded');
  expect(simulator.releases('acme/commons')).toMatchObject([{ tag: 'v1.4.0', draft: false }]);
  await answered(cascade, 'release', 'acme/commons');
  // A repeated delivery, after the train has closed.
  await simulator.redeliver(delivery);
  expect(await trainIds(cascade)).toEqual(['btcdecoded-g2/release/v1.4.0']);
  expect(simulator.runs()).toHaveLength(7);
  expect(simulator.violations()).toEqual([]);
});

test('a push to main travels downstream through webhooks alone', async () => {
  const cascade = await startWithApi(G1);
  const { client, simulator } = cascade;
  const { sha } = await simulator.push('acme/protocol');
  await answered(cascade, 'push', 'acme/protocol');
  const train = client.workflow.getHandle(`btcdecoded-g1/cascade/protocol/${sha.slice(0, 7)}`);
  // The queue has the push; the train that it becomes follows.
  await vi.waitFor(() => train.describe(), { timeout: 30_000 });
  const view = (await train.result()) as TrainView;

  expect(view.builds.filter(({ status }) => status === 'succeeded').map(({ alias }) => alias)).toEqual([
    'protocol',
    'sdk',
    'node',
  ]);
  expect(simulator.runs('acme/protocol')).toMatchObject([{ headSha: sha }]);
});
