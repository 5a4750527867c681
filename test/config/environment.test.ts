import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { describeVariables } from '../../src/config/environment-variables.ts';
import { type Environment, readEnvironment } from '../../src/config/environment.ts';
import { DEFAULT_TIMINGS } from '../../src/domain/timings.ts';

const KEY = '-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nxVgEZw==\n-----END PGP PRIVATE KEY BLOCK-----';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cascade-environment-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

function read(variables: Readonly<Record<string, string>>): Environment {
  const result = readEnvironment(variables);
  if (!result.ok) throw new Error(result.problems.join('\n'));
  return result.environment;
}

function problemsOf(variables: Readonly<Record<string, string>>): readonly string[] {
  const result = readEnvironment(variables);
  return result.ok ? [] : result.problems;
}

test('an environment that says nothing of Cascade gives the fallbacks', () => {
  expect(read({ PATH: '/bin', CASCADE_API_PORT: '' })).toEqual({
    chains: ['cascade.yml'],
    taskQueue: 'cascade',
    github: { url: 'https://api.github.com', credentials: null },
    githubPerSecond: 15,
    webhookSecrets: [],
    approvalSecret: null,
    signing: null,
    api: { host: '127.0.0.1', port: 8080, tokens: '.cascade/tokens.json' },
    remoteApi: null,
    dataFolder: '.cascade',
    stagingBytes: 53_687_091_200,
    store: null,
    logLevel: 'info',
    spacing: { write: 1000, release: 3000 },
    temporalUi: null,
    timings: DEFAULT_TIMINGS,
  });
});

test('every variable has its place', () => {
  const environment = read({
    CASCADE_CHAINS: 'one.yml, chains ,',
    CASCADE_TASK_QUEUE: 'mine',
    CASCADE_GITHUB_URL: 'http://127.0.0.1:4000/api/v3/',
    CASCADE_GITHUB_TOKEN: 'token',
    CASCADE_GITHUB_PER_SECOND: '60',
    CASCADE_WEBHOOK_SECRET: 'new',
    CASCADE_WEBHOOK_SECRET_PREVIOUS: 'old',
    CASCADE_APPROVAL_SECRET: 'shared by the API and its workers, nobody else',
    CASCADE_SIGNING_KEY: KEY,
    CASCADE_SIGNING_PASSPHRASE: 'open sesame',
    CASCADE_API_HOST: '0.0.0.0',
    CASCADE_API_PORT: '0',
    CASCADE_API_TOKENS: '/etc/cascade/tokens.json',
    CASCADE_API_URL: 'https://cascade.example/',
    CASCADE_TOKEN: 'shown',
    CASCADE_DATA: '/var/lib/cascade',
    CASCADE_STAGING_GIB: '3',
    CASCADE_STORE_FOLDER: '/var/cache/cascade',
    CASCADE_STORE_GIB: '2',
    CASCADE_LOG_LEVEL: 'debug',
    CASCADE_WRITE_SPACING_MS: '0',
    CASCADE_RELEASE_SPACING_MS: '5',
    CASCADE_TEMPORAL_UI: 'http://localhost:8233',
    CASCADE_TIMINGS: '{"settle": 500}',
  });
  expect(environment).toEqual({
    chains: ['one.yml', 'chains'],
    taskQueue: 'mine',
    github: { url: 'http://127.0.0.1:4000/api/v3', credentials: { type: 'token', token: 'token' } },
    githubPerSecond: 60,
    webhookSecrets: ['new', 'old'],
    approvalSecret: 'shared by the API and its workers, nobody else',
    signing: { key: KEY, passphrase: 'open sesame' },
    api: { host: '0.0.0.0', port: 0, tokens: '/etc/cascade/tokens.json' },
    remoteApi: { url: 'https://cascade.example', token: 'shown' },
    dataFolder: '/var/lib/cascade',
    stagingBytes: 3_221_225_472,
    store: { folder: '/var/cache/cascade', bytes: 2_147_483_648 },
    logLevel: 'debug',
    spacing: { write: 0, release: 5 },
    temporalUi: 'http://localhost:8233',
    timings: { ...DEFAULT_TIMINGS, settle: 500 },
  });
});

test('a secret can stand in a file, whose white space around it counts for nothing', async () => {
  const file = join(folder, 'token');
  await writeFile(file, ' secret-in-file\n');
  const environment = read({ CASCADE_GITHUB_TOKEN_FILE: file, CASCADE_WEBHOOK_SECRET_FILE: file });
  expect(environment.github.credentials).toEqual({ type: 'token', token: 'secret-in-file' });
  expect(environment.webhookSecrets).toEqual(['secret-in-file']);
});

test('a store without a bound keeps ten GiB', () => {
  expect(read({ CASCADE_STORE_FOLDER: 'store' }).store).toEqual({ folder: 'store', bytes: 10_737_418_240 });
});

test.each([
  [{ CASCADE_DTA: 'x' }, 'unknown variable CASCADE_DTA; did you mean "CASCADE_DATA"?'],
  [{ CASCADE_API_PORT: 'http' }, '"CASCADE_API_PORT" must be a port number, but is "http"'],
  [{ CASCADE_API_PORT: '65536' }, '"CASCADE_API_PORT" must be a port number'],
  [{ CASCADE_CHAINS: ' , ' }, '"CASCADE_CHAINS" must name a file or a folder'],
  [
    { CASCADE_GITHUB_URL: 'github.com' },
    '"CASCADE_GITHUB_URL" must be an address beginning with http:// or https://, but is "github.com"',
  ],
  [{ CASCADE_WRITE_SPACING_MS: '1s' }, '"CASCADE_WRITE_SPACING_MS" must be whole milliseconds, but is "1s"'],
  [{ CASCADE_GITHUB_PER_SECOND: '0' }, '"CASCADE_GITHUB_PER_SECOND" must be a whole number from 1 on, but is "0"'],
  [
    { CASCADE_STORE_FOLDER: 's', CASCADE_STORE_GIB: '0' },
    '"CASCADE_STORE_GIB" must be a whole number from 1 on, but is "0"',
  ],
  [{ CASCADE_STORE_GIB: '5' }, 'CASCADE_STORE_GIB is set without CASCADE_STORE_FOLDER; set both'],
  [{ CASCADE_TIMINGS: '{"settel": 1}' }, 'CASCADE_TIMINGS: unknown key "settel"; did you mean "settle"?'],
  [{ CASCADE_TIMINGS: '{"settle": "1s"}' }, 'CASCADE_TIMINGS: "settle" must be a whole number, but is "1s"'],
  [
    { CASCADE_GITHUB_TOKEN: 'a', CASCADE_GITHUB_TOKEN_FILE: 'b' },
    'CASCADE_GITHUB_TOKEN and CASCADE_GITHUB_TOKEN_FILE are both set; keep one of them',
  ],
  [
    { CASCADE_APPROVAL_SECRET: 'too short' },
    'CASCADE_APPROVAL_SECRET has fewer than 32 characters; make one by openssl rand -hex 32',
  ],
  [
    { CASCADE_WEBHOOK_SECRET_PREVIOUS: 'old' },
    'CASCADE_WEBHOOK_SECRET_PREVIOUS is set without CASCADE_WEBHOOK_SECRET; set both while the secret is being changed',
  ],
])('%j is refused in words', (variables, problem) => {
  expect(problemsOf(variables)).toEqual([problem]);
});

test('a file of a secret that is missing or empty is refused by its variable', async () => {
  const empty = join(folder, 'empty');
  await writeFile(empty, '\n');
  const problems = problemsOf({ CASCADE_GITHUB_TOKEN_FILE: join(folder, 'none'), CASCADE_WEBHOOK_SECRET_FILE: empty });
  expect(problems).toEqual([
    expect.stringMatching(/^CASCADE_GITHUB_TOKEN_FILE cannot be read: ENOENT.*check the path and who may read it$/),
    `CASCADE_WEBHOOK_SECRET_FILE names ${empty}, which is empty`,
  ]);
});

test('all that is wrong is told at once, and no secret is repeated', () => {
  const problems = problemsOf({
    CASCADE_GITHUB_TOKEN: 'ghp_hidden',
    CASCADE_GITHUB_TOKEN_FILE: 'b',
    CASCADE_LOG_LEVEL: 'loud',
    CASCADE_TIMINGS: 'settle',
  });
  expect(problems).toHaveLength(3);
  expect(problems.join('\n')).not.toContain('ghp_hidden');
});

test('every variable is described', () => {
  const described = describeVariables();
  expect(described.filter(({ meaning }) => meaning === '')).toEqual([]);
  expect(described.find(({ name }) => name === 'CASCADE_API_PORT')).toEqual({
    name: 'CASCADE_API_PORT',
    meaning: 'Port that the API listens on; 0 takes a free one.',
    fallback: '8080',
  });
});
