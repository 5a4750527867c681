import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, inject, onTestFinished, test } from 'vitest';
import { startSimulator } from '../../simulator/simulator.ts';
import { simulatedOrganisation } from '../../src/cli/demo/scenario.ts';
import { parseChain } from '../../src/config/parse.ts';
import { releaseTrainId } from '../../src/domain/ids.ts';
import type { TrainView } from '../../src/domain/train-view.ts';
import { connectClientEngine } from '../../src/engine/connection.ts';
import { startEmbeddedServer } from '../../src/engine/embedded-server.ts';
import { temporaryFolder } from '../engine/folders.ts';
import { LONG } from '../support/long.ts';
import { startWorkerProcess } from '../support/worker-process.ts';
import { QUICK_TO_NOTICE } from './timings.ts';

const TOKEN = 'a-token-of-the-tests';

const CHAIN = `chain: acme
poll: 300ms
release: { publish_in: service }
defaults: { build: { workflows: [build.yml], inputs: { version: '{version}', sha: '{sha}' } } }
repositories:
  service:
    repository: acme/service
    kind: service
    artifacts: ['service-{version}.tar.gz']
    deploy: { on: [release], payload: { tag: '{tag}' } }
`;

/** A release of a service that is deployed, on a server and a GitHub of its own, and what starts its workers. */
async function stage() {
  const folder = await temporaryFolder();
  const file = join(folder, 'cascade.yml');
  await writeFile(file, CHAIN);
  const parsed = parseChain(CHAIN, file);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const organisation = { login: 'cascade-bot', token: TOKEN, runners: 4, seconds: () => 0, failing: [] };
  const simulator = await startSimulator(simulatedOrganisation(parsed.chain, organisation));
  onTestFinished(() => simulator.close());
  const server = await startEmbeddedServer({ executable: inject('serverExecutable'), dataFolder: null, uiPort: null });
  onTestFinished(() => server.stop());
  const client = connectClientEngine({ connectionOptions: { address: server.address }, namespace: server.namespace });
  onTestFinished(() => client.connection.close());
  const startWorker = () =>
    startWorkerProcess({
      TEMPORAL_ADDRESS: server.address,
      CASCADE_CHAINS: file,
      CASCADE_DATA: join(folder, 'data'),
      CASCADE_GITHUB_URL: simulator.url,
      CASCADE_GITHUB_TOKEN: TOKEN,
      CASCADE_WRITE_SPACING_MS: '0',
      CASCADE_RELEASE_SPACING_MS: '0',
      CASCADE_LOG_LEVEL: 'error',
      CASCADE_TIMINGS: JSON.stringify(QUICK_TO_NOTICE),
    });
  return { simulator, client, startWorker };
}

test.runIf(LONG).for([
  ['arrives all the same', 1, true],
  ['never arrives', 0, false],
] as const)(
  'a worker is killed while it sends a deploy, which %s: it is not sent a second time, and what is known of it is told',
  { timeout: 180_000 },
  async ([, deploys, ok]) => {
    const { simulator, client, startWorker } = await stage();
    const pathTemplate = '/repos/{owner}/{repo}/dispatches';
    const held = simulator.hold({ method: 'POST', pathTemplate, repository: 'acme/service', occurrence: 1 });
    const handle = await client.workflow.start('release', {
      taskQueue: 'cascade',
      workflowId: releaseTrainId('acme', 'v1.4.0'),
      args: [{ chain: 'acme', version: 'v1.4.0' }],
    });
    const worker = startWorker();
    await held.reached;
    await worker.kill();
    if (deploys === 1) await held.execute();
    else held.drop();
    startWorker();

    const { state, followUp } = (await handle.result()) as TrainView;
    expect(state).toBe('succeeded');
    expect(followUp).toMatchObject({ told: [{ what: 'deploy of service to acme/service', ok }] });
    expect(simulator.runs('acme/service').filter(({ event }) => event === 'repository_dispatch')).toHaveLength(deploys);
    expect(simulator.requests().filter((request) => request.pathTemplate === pathTemplate)).toHaveLength(1);
  },
);
