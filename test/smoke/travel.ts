import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withRuntime } from '../../src/app/runtime.ts';
import { requireEnvironment } from '../../src/app/settings.ts';
import { startUp } from '../../src/app/up.ts';
import { fullName } from '../../src/domain/chain.ts';
import { releaseTrainId } from '../../src/domain/ids.ts';
import type { TrainView } from '../../src/domain/train-view.ts';
import { connectClientEngine } from '../../src/engine/connection.ts';
import { startTrain } from '../../src/engine/trains/start-train.ts';
import { makeLog } from '../../src/telemetry/log.ts';
import type { SmokeSettings } from './settings.ts';

/** The name of the chain that the smoke test makes up. */
const CHAIN = 'smoke';

/** A chain of the repositories, one after the other; the last publishes the release. */
export function chainFile({ repositories }: Pick<SmokeSettings, 'repositories'>): string {
  const entries = repositories.map((repository, index) => {
    const needs = index === 0 ? '' : `, needs: [part${index}]`;
    return `  part${index + 1}: { repository: ${fullName(repository)}${needs}, artifacts: ['{name}-{version}.tar.gz'] }`;
  });
  return [
    `chain: ${CHAIN}`,
    `release: { publish_in: part${repositories.length} }`,
    'poll: 5s',
    "defaults: { build: { workflows: [build.yml], inputs: { version: '{version}', sha: '{sha}' } } }",
    'repositories:',
    ...entries,
    '',
  ].join('\n');
}

/** Brings everything up in this process, lets one release travel, and takes it all down again. */
export async function travel(settings: SmokeSettings, version: string, env: NodeJS.ProcessEnv): Promise<TrainView> {
  const folder = await mkdtemp(join(tmpdir(), 'cascade-smoke-'));
  try {
    const chains = join(folder, 'cascade.yml');
    await writeFile(chains, chainFile(settings));
    return await withRuntime(makeLog('silent'), () =>
      release({ ...env, ...variables(settings, folder, chains) }, version),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function variables({ url, token }: SmokeSettings, folder: string, chains: string): Readonly<Record<string, string>> {
  return {
    CASCADE_CHAINS: chains,
    CASCADE_DATA: join(folder, 'data'),
    CASCADE_API_PORT: '0',
    CASCADE_GITHUB_URL: url,
    CASCADE_GITHUB_TOKEN: token,
  };
}

async function release(env: NodeJS.ProcessEnv, version: string): Promise<TrainView> {
  const environment = requireEnvironment(env);
  const nothing = () => undefined;
  const { signal } = new AbortController();
  const up = await startUp({ environment, env, inMemory: true, log: makeLog('silent'), progress: nothing, signal });
  const client = connectClientEngine(up.engine.target);
  try {
    const order = {
      kind: 'release',
      trainId: releaseTrainId(CHAIN, version),
      input: { chain: CHAIN, version },
    } as const;
    await startTrain(client, order, { taskQueue: environment.taskQueue, repeat: 'never' });
    return (await client.workflow.getHandle(order.trainId).result()) as TrainView;
  } finally {
    await client.connection.close();
    await up.stop();
  }
}
