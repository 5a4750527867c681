import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, inject, test } from 'vitest';
import type { TrainView } from '../../src/domain/train-view.ts';
import { temporaryFolder } from '../engine/folders.ts';
import { startCascade, type TestCascade } from '../support/cascade.ts';
import { chain, repository } from '../support/chains.ts';
import { addressOf, startApi } from '../support/operators.ts';
import { runCli } from '../support/run-cli.ts';
import { statuses } from '../support/start-trains.ts';

const CHAIN = chain([repository('core'), repository('app', { needs: ['core'] })]);

/** The same chain as the command line reads it. */
const FILE = `chain: acme
release: { publish_in: app }
defaults: { build: { workflows: [build.yml] } }
repositories:
  core: { repository: acme/core }
  app: { repository: acme/app, needs: [core] }
`;

/** A person at one place starts a cascade of core alone; gives its id. */
type StartOnlyCore = (cascade: TestCascade, cwd: string) => Promise<string>;

const byOurCli: StartOnlyCore = async (cascade, cwd) => {
  const env = { TEMPORAL_ADDRESS: addressOf(cascade), CASCADE_TASK_QUEUE: cascade.taskQueue };
  return trainIn(await runCli(['push', 'core', '--only', '--json'], { cwd, env }));
};

const byOurCliThroughTheApi: StartOnlyCore = async (cascade, cwd) =>
  trainIn(
    await runCli(['push', 'core', '--only', '--json'], { cwd, env: { CASCADE_API_URL: await startApi(cascade) } }),
  );

const byTheApi: StartOnlyCore = async (cascade) => {
  const answer = await fetch(`${await startApi(cascade)}/trains`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ kind: 'cascade', chain: 'acme', changed: ['core'], only: true }),
  });
  expect(answer.status).toBe(201);
  return ((await answer.json()) as { train: string }).train;
};

const byTemporal: StartOnlyCore = async (cascade) => {
  const train = 'acme/cascade/core/by-hand';
  await startByTemporal(cascade, 'cascade', train, '{"chain":"acme","changed":["core"],"only":true}');
  return train;
};

/** `temporal workflow start`, as a person types it. */
async function startByTemporal(cascade: TestCascade, type: string, train: string, input: string): Promise<void> {
  const how = ['--type', type, '--task-queue', cascade.taskQueue, '--workflow-id', train, '--input', input];
  await promisify(execFile)(inject('serverExecutable'), [
    ...['workflow', 'start', '--address', addressOf(cascade)],
    ...how,
  ]);
}

function trainIn({ status, stdout, stderr }: Awaited<ReturnType<typeof runCli>>): string {
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return (JSON.parse(stdout) as { train: string }).train;
}

test(
  'one repository alone is built, whoever asks: our command line, the API, or Temporal’s command line',
  { timeout: 180_000 },
  async () => {
    const cascade = await startCascade(CHAIN);
    const cwd = await temporaryFolder();
    await writeFile(join(cwd, 'cascade.yml'), FILE);
    const trains: string[] = [];
    for (const start of [byOurCli, byOurCliThroughTheApi, byTheApi, byTemporal]) {
      const train = await start(cascade, cwd);
      const view = (await cascade.client.workflow.getHandle(train).result()) as TrainView;
      expect(statuses(view)).toEqual({ core: 'succeeded', app: 'skipped' });
      trains.push(train);
    }
    expect(new Set(trains).size).toBe(4);
    expect(cascade.simulator.runs().map(({ repository: of }) => of)).toEqual(trains.map(() => 'acme/core'));
  },
);

test.each([
  ['release', 'v1.4.0', '{"chain":"typed-release","version":"v1.4.0"}', { prerelease: false }],
  ['nightly', 'by-hand', '{"chain":"typed-nightly"}', { prerelease: true }],
] as const)(
  'a %s that is started by Temporal’s command line builds all and is published',
  { timeout: 180_000 },
  async (kind, id, input, published) => {
    const cascade = await startCascade({ ...CHAIN, name: `typed-${kind}` });
    const { client, simulator } = cascade;
    const train = `typed-${kind}/${kind}/${id}`;
    await startByTemporal(cascade, kind, train, input);
    const view = (await client.workflow.getHandle(train).result()) as TrainView;
    expect(view).toMatchObject({ train, kind, state: 'succeeded' });
    expect(statuses(view)).toEqual({ core: 'succeeded', app: 'succeeded' });
    expect(simulator.runs().map(({ repository: of }) => of)).toEqual(['acme/core', 'acme/app']);
    expect(simulator.releases('acme/app')).toMatchObject([{ tag: view.version, draft: false, ...published }]);
    expect(simulator.violations()).toEqual([]);
  },
);
