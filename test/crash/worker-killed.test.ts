import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject, onTestFinished, test, expect } from 'vitest';
import { startSimulator } from '../../simulator/simulator.ts';
import { simulatedOrganisation } from '../../src/cli/demo/scenario.ts';
import { parseChain } from '../../src/config/parse.ts';
import { releaseTrainId } from '../../src/domain/ids.ts';
import type { TrainView } from '../../src/domain/train-view.ts';
import { connectClientEngine } from '../../src/engine/connection.ts';
import { startEmbeddedServer } from '../../src/engine/embedded-server.ts';
import { startWorkerProcess } from '../support/worker-process.ts';
import { QUICK_TO_NOTICE } from './timings.ts';

const TOKEN = 'a-token-of-the-tests';

async function minimalChain(folder: string) {
  const text = (await readFile('examples/minimal/cascade.yml', 'utf8')).replace(
    'chain: acme',
    'poll: 300ms\nchain: acme',
  );
  const file = join(folder, 'cascade.yml');
  await writeFile(file, text);
  const parsed = parseChain(text, file);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return { file, chain: parsed.chain };
}

test('a worker killed while it dispatches, waits and uploads costs nothing: each build runs once, one release comes out', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cascade-crash-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const { file, chain } = await minimalChain(folder);
  const organisation = simulatedOrganisation(chain, {
    login: 'cascade-bot',
    token: TOKEN,
    runners: 4,
    seconds: () => 1,
    failing: [],
  });
  const simulator = await startSimulator(organisation);
  onTestFinished(() => simulator.close());
  const server = await startEmbeddedServer({ executable: inject('serverExecutable'), dataFolder: null, uiPort: null });
  onTestFinished(() => server.stop());
  const client = connectClientEngine({ connectionOptions: { address: server.address }, namespace: server.namespace });
  onTestFinished(() => client.connection.close());
  const start = () =>
    startWorkerProcess({
      TEMPORAL_ADDRESS: server.address,
      CASCADE_CHAINS: file,
      CASCADE_DATA: join(folder, 'data'),
      CASCADE_GITHUB_URL: simulator.url,
      CASCADE_GITHUB_TOKEN: TOKEN,
      CASCADE_WRITE_SPACING_MS: '0',
      CASCADE_RELEASE_SPACING_MS: '0',
      CASCADE_GITHUB_PER_SECOND: '100000',
      CASCADE_LOG_LEVEL: 'error',
      CASCADE_TIMINGS: JSON.stringify(QUICK_TO_NOTICE),
    });
  const asked = (operation: string) => () => simulator.requests().some((request) => request.operation === operation);

  const handle = await client.workflow.start('release', {
    taskQueue: 'cascade',
    workflowId: releaseTrainId(chain.name, 'v1.4.0'),
    args: [{ chain: chain.name, version: 'v1.4.0' }],
  });
  const moments = [
    asked('actions/create-workflow-dispatch'),
    () => simulator.runs('acme/app').some(({ status }) => status === 'in_progress'),
    asked('repos/upload-release-asset'),
  ];
  for (const moment of moments) {
    const worker = start();
    await simulator.when(moment, 60_000);
    await worker.kill();
  }
  const last = start();
  const view = (await handle.result()) as TrainView;
  expect(await last.stop()).toBe(0);

  expect(view.state).toBe('succeeded');
  expect(simulator.runs().map(({ repository, attempt }) => `${repository} ${attempt}`)).toEqual([
    'acme/engine 1',
    'acme/app 1',
  ]);
  const [release, ...others] = simulator.releases('acme/app');
  expect(others).toEqual([]);
  expect(release).toMatchObject({ tag: 'v1.4.0', draft: false });
  expect(release?.assets.map(({ name, state }) => `${name} ${state}`).sort()).toEqual([
    'SHA256SUMS uploaded',
    'app-v1.4.0-linux.tar.gz uploaded',
    'app-v1.4.0-windows.zip uploaded',
    'bom.cdx.json uploaded',
    'engine-v1.4.0.tar.gz uploaded',
    'manifest.json uploaded',
    'provenance.intoto.json uploaded',
  ]);
  expect(simulator.violations()).toEqual([]);
}, 180_000);
