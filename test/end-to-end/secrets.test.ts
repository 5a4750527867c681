import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { connectClientEngine } from '../../src/engine/connection.ts';
import type { Scenario } from '../../simulator/scenario.ts';
import { type Simulator, startSimulator } from '../../simulator/simulator.ts';
import { temporaryFolder } from '../engine/folders.ts';
import { app, credentials } from '../github/support/app.ts';
import { repository, workflow } from '../support/acme.ts';
import { type Eavesdropper, eavesdrop } from '../support/eavesdropper.ts';
import { toldByApi, toldByTemporal } from '../support/everything-told.ts';
import { leaksIn, type Told } from '../support/leaks.ts';
import { type CliResult, runCli } from '../support/run-cli.ts';
import { spawnUp } from '../support/spawn-up.ts';

const CHAIN = `chain: acme
poll: 500ms
release: { publish_in: app }
defaults: { build: { workflows: [build.yml], inputs: { version: '{version}', sha: '{sha}' } } }
repositories:
  engine: { repository: acme/engine, artifacts: ['engine-{version}.tar.gz'] }
  app: { repository: acme/app, artifacts: ['app-{version}.tar.gz'] }
`;

// No pattern knows these: they are masked because they are the ones.
const TOKEN = 'the word that opens all doors of acme';
const SECRET = 'what acme and cascade alone know';
const FORMER_SECRET = 'what they knew before it';
const { appId, privateKey } = credentials();

const AS_APP = { CASCADE_GITHUB_APP_ID: appId, CASCADE_GITHUB_APP_KEY: privateKey };
const QUICK_AND_TALKATIVE = {
  CASCADE_WEBHOOK_SECRET: SECRET,
  CASCADE_WEBHOOK_SECRET_PREVIOUS: FORMER_SECRET,
  CASCADE_API_PORT: '0',
  CASCADE_LOG_LEVEL: 'trace',
  CASCADE_WRITE_SPACING_MS: '0',
  CASCADE_RELEASE_SPACING_MS: '0',
};

function built(name: string) {
  const file = { path: `${name}.tar.gz`, bytes: 1000 };
  const artifacts = [{ name: `${name}-\${{ inputs.version }}.tar.gz`, files: [file] }];
  return repository(name, { workflows: [workflow({ artifacts })] });
}

const ACME: Scenario = {
  login: 'cascade-bot',
  tokens: [TOKEN],
  runners: Infinity,
  webhooks: [],
  repositories: [built('engine'), built('app')],
};

/** A `cascade up` over acme, and everything that is told of it on any way. */
interface Watched {
  readonly simulator: Simulator;
  readonly wire: Eavesdropper;
  readonly cascade: (...words: readonly string[]) => Promise<CliResult>;
  /** Ends it, and gives all that was told. */
  readonly end: () => Promise<readonly Told[]>;
}

async function watch(variables: Readonly<Record<string, string>>, scenario: Partial<Scenario> = {}): Promise<Watched> {
  const cwd = await temporaryFolder();
  await writeFile(join(cwd, 'cascade.yml'), CHAIN);
  const simulator = await startSimulator({ ...ACME, ...scenario });
  onTestFinished(() => simulator.close());
  const wire = await eavesdrop(simulator.url);
  const env = { ...QUICK_AND_TALKATIVE, ...variables, CASCADE_GITHUB_URL: wire.url };
  const up = await spawnUp({ cwd, env });
  simulator.addWebhook({ url: `${up.api}/webhooks/github`, secret: FORMER_SECRET });
  const told: Told[] = [];
  return {
    simulator,
    wire,
    async cascade(...words) {
      const result = await runCli(words, { cwd, env });
      told.push({ where: `cascade ${words.join(' ')}`, text: result.stdout + result.stderr });
      return result;
    },
    async end() {
      const client = connectClientEngine({ connectionOptions: { address: up.temporal }, namespace: 'default' });
      onTestFinished(() => client.connection.close());
      told.push(...(await toldByTemporal(client)));
      told.push(...(await toldByApi(up.api, ['/trains', '/trains/acme/release/v1.5.0', '/trains/nobody'])));
      const { stdout, stderr } = await up.stop();
      for (const line of (stdout + stderr).split('\n')) told.push({ where: 'a line of cascade up', text: line });
      const transcripts = [simulator.requests(), simulator.deliveries(), simulator.violations()];
      return [...told, { where: "the simulator's transcripts", text: JSON.stringify(transcripts) }];
    },
  };
}

/** From now on GitHub refuses what each build needs, in words that hold these. */
function refuse({ simulator }: Watched, words: readonly string[]): void {
  const message = words.join(' ');
  const refusal = (status: number) => ({ kind: 'status', status, executed: false, message }) as const;
  const forbidden = { times: Infinity, effect: refusal(403) };
  simulator.fault({ operation: 'actions/create-workflow-dispatch', repository: 'acme/engine', effect: refusal(422) });
  simulator.fault({ operation: 'actions/list-workflow-run-artifacts', repository: 'acme/app', ...forbidden });
}

/** A release that fails at the words of GitHub is looked at in every way. */
async function failLoudly({ cascade }: Watched): Promise<void> {
  const failed = await cascade('release', 'v1.5.0', '--wait');
  expect(failed.status).toBe(1);
  const shown = await Promise.all([
    cascade('status', 'acme/release/v1.5.0'),
    cascade('status', 'acme/release/v1.5.0', '--json'),
  ]);
  for (const { stdout } of [failed, ...shown]) expect(stdout).toContain('[masked]');
}

/** What the log says of a failure has GitHub's words in it, too. */
function failuresLogged(told: readonly Told[]): readonly Told[] {
  return told.filter(({ text }) => text.includes('"Activity failed"') && text.includes('[masked]'));
}

test('a release and its failure tell no secret of an App, of webhooks or of files, not even where GitHub says one', async () => {
  const watched = await watch(AS_APP, { app: app() });
  const { wire, cascade } = watched;
  expect((await cascade('release', 'v1.4.0', '--wait')).status).toBe(0);
  const [tokens, addresses] = [wire.tokens(), wire.signedAddresses()];
  // Of the App itself, and of two repositories; and a file of each.
  expect([tokens.length >= 3, addresses.length >= 2]).toEqual([true, true]);
  refuse(watched, [...tokens, ...addresses, SECRET, FORMER_SECRET, privateKey]);
  await failLoudly(watched);

  const told = await watched.end();
  const linesOfKey = privateKey.split('\n').filter((line) => line.length > 40);
  const signatures = addresses.map((address) => new URL(address).searchParams.get('signature') ?? address);
  const secrets = [SECRET, FORMER_SECRET, ...linesOfKey, ...wire.tokens(), ...signatures];
  expect(told.length).toBeGreaterThan(200);
  expect(failuresLogged(told)).not.toEqual([]);
  expect(leaksIn(told, secrets)).toEqual([]);
}, 180_000);

test('a release that fails tells no personal token, not even where GitHub says it', async () => {
  const watched = await watch({ CASCADE_GITHUB_TOKEN: TOKEN });
  refuse(watched, [TOKEN]);
  await failLoudly(watched);
  const told = await watched.end();
  expect(watched.wire.tokens()).toEqual([TOKEN]);
  expect(failuresLogged(told)).not.toEqual([]);
  expect(leaksIn(told, [TOKEN])).toEqual([]);
}, 180_000);
