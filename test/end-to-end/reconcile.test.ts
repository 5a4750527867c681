import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Connection } from '@temporalio/client';
import { expect, onTestFinished, test } from 'vitest';
import { requireChains, requireEnvironment } from '../../src/app/settings.ts';
import { startApi } from '../../src/app/start-api.ts';
import { choosePorts } from '../../src/engine/ports.ts';
import type { TrainView } from '../../src/domain/train-view.ts';
import { makeLog } from '../../src/telemetry/log.ts';
import { temporaryFolder } from '../engine/folders.ts';
import { app, credentials } from '../github/support/app.ts';
import { startCascade, type TestCascade } from '../support/cascade.ts';

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
  const api = await startApi(environment, target, makeLog('silent'));
  onTestFinished(() => api.stop());
}

test('a release that was published while the API was down makes its train after the start, once', async () => {
  const chains = join(await temporaryFolder(), 'cascade.yml');
  await writeFile(chains, CHAIN);
  const [chain] = await requireChains([chains]);
  if (chain === undefined) throw new Error('the chain of this test is not in order');
  const { port } = await choosePorts({ uiPort: null });
  const hook = { url: `http://127.0.0.1:${port}/webhooks/github`, secret: SECRET };
  const cascade = await startCascade(chain, { webhooks: false, scenario: { app: app(), webhooks: [hook] } });
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
  await startApiProcess(cascade, chains, port);
  await simulator.when(() => ofRelease().some(({ status }) => status === 202));

  const view = (await client.workflow.getHandle('acme/release/v1.4.0').result()) as TrainView;
  expect(view.state).toBe('succeeded');
  expect(simulator.runs()).toHaveLength(2);
  expect(ofRelease().map(({ redelivery }) => redelivery)).toEqual([false, true]);
  expect(simulator.violations()).toEqual([]);
});
