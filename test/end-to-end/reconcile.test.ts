import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Connection } from '@temporalio/client';
import { expect, onTestFinished, test } from 'vitest';
import { requireChains, requireEnvironment } from '../../src/app/settings.ts';
import { startApi as startRealApi } from '../../src/app/start-api.ts';
import { choosePorts } from '../../src/engine/ports.ts';
import type { TrainView } from '../../src/domain/train-view.ts';
import { makeLog } from '../../src/telemetry/log.ts';
import { temporaryFolder } from '../engine/folders.ts';
import { app, credentials } from '../github/support/app.ts';
import { startCascade, type TestCascade } from '../support/cascade.ts';
import { endOf, startedBy, untilQuiet } from '../support/queues.ts';
import { statuses } from '../support/start-trains.ts';

const SECRET = 'a-secret-of-the-tests';
const CHAIN = `chain: acme
triggers: { releases: [engine] }
release: { publish_in: app }
defaults: { build: { workflows: [build.yml], inputs: { version: '{version}' } } }
repositories:
  engine: { repository: acme/engine }
  app: { repository: acme/app, needs: [engine], artifacts: ['app-{version}.tar.gz'] }
`;

/** The API process of a user with a GitHub App, on that port. */
async function startApiProcess(
  { client, simulator, taskQueue }: TestCascade,
  chains: string,
  port: number,
): Promise<void> {
  const { appId, privateKey } = credentials();
  const environment = requireEnvironment({
    CASCADE_CHAINS: chains,
    CASCADE_TASK_QUEUE: taskQueue,
    CASCADE_GITHUB_URL: simulator.url,
    CASCADE_GITHUB_APP_ID: appId,
    CASCADE_GITHUB_APP_KEY: privateKey,
    CASCADE_WEBHOOK_SECRET: SECRET,
    CASCADE_API_PORT: String(port),
    CASCADE_DATA: join(dirname(chains), 'data'),
  });
  const address = client.connection instanceof Connection ? client.connection.options.address : '';
  const target = { connectionOptions: { address }, namespace: 'default' };
  const api = await startRealApi(environment, target, makeLog('silent'));
  onTestFinished(() => api.stop());
}

/** A cascade whose API is down: GitHub sends its webhooks to the port on which `startApi` lets it listen. */
async function startWithoutApi(name: string): Promise<{ cascade: TestCascade; startApi: () => Promise<void> }> {
  const chains = join(await temporaryFolder(), 'cascade.yml');
  await writeFile(chains, CHAIN.replace('acme', name));
  const [chain] = await requireChains([chains]);
  if (chain === undefined) throw new Error('the chain of this test is not in order');
  const { port } = await choosePorts({ uiPort: null });
  const hook = { url: `http://127.0.0.1:${port}/webhooks/github`, secret: SECRET };
  const cascade = await startCascade(chain, { webhooks: false, scenario: { app: app(), webhooks: [hook] } });
  return { cascade, startApi: () => startApiProcess(cascade, chains, port) };
}

test('a release that was published while the API was down makes its train after the start, once', async () => {
  const { cascade, startApi } = await startWithoutApi('acme');
  const { client, simulator } = cascade;
  const ofRelease = () =>
    simulator
      .deliveries()
      .filter(
        ({ event, action, repository }) =>
          event === 'release' && action === 'published' && repository === 'acme/engine',
      );

  await simulator.publishRelease('acme/engine', { tag: 'v1.4.0', login: 'a-person' });
  await simulator.when(() => ofRelease().length === 1);
  await startApi();
  await simulator.when(() => ofRelease().some(({ status }) => status === 202));

  const view = (await client.workflow.getHandle('acme/release/v1.4.0').result()) as TrainView;
  expect(view.state).toBe('succeeded');
  expect(simulator.runs()).toHaveLength(2);
  expect(ofRelease().map(({ redelivery }) => redelivery)).toEqual([false, true]);
  expect(simulator.violations()).toEqual([]);
});

test('a push while the API was down becomes a cascade after the start, once', async () => {
  const { cascade, startApi } = await startWithoutApi('pushed');
  const { simulator } = cascade;
  const ofPush = () =>
    simulator.deliveries().filter(({ event, repository }) => event === 'push' && repository === 'acme/engine');

  const { sha } = await simulator.push('acme/engine', { login: 'a-person' });
  await simulator.when(() => ofPush().length === 1);
  await startApi();
  await simulator.when(() => ofPush().some(({ status }) => status === 202));

  const view = await endOf(cascade, 1);
  expect(view.train).toBe(`pushed/cascade/engine/${sha.slice(0, 7)}`);
  expect(statuses(view)).toEqual({ engine: 'succeeded', app: 'succeeded' });
  expect(ofPush()).toMatchObject([
    { status: 0, redelivery: false },
    { status: 202, redelivery: true, id: ofPush()[0]?.id },
  ]);

  // Whatever else arrives of the same event, such as what a person asks for again on GitHub's page.
  await simulator.redeliver(ofPush()[0]?.id ?? '');
  await untilQuiet(cascade);
  expect(await startedBy(cascade)).toEqual([view.train]);
  expect(simulator.runs()).toMatchObject([{ repository: 'acme/engine', headSha: sha }, { repository: 'acme/app' }]);
  expect(simulator.violations()).toEqual([]);
});
