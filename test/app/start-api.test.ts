import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createApiToken } from '../../src/app/api-tokens.ts';
import { requireEnvironment } from '../../src/app/settings.ts';
import { startApi } from '../../src/app/start-api.ts';
import { UserError } from '../../src/app/user-error.ts';
import type { Environment } from '../../src/config/environment.ts';
import { loggedBy } from '../support/logged-by.ts';
import { temporaryFolder } from '../engine/folders.ts';

/** Nobody listens there. */
const TARGET = { connectionOptions: { address: '127.0.0.1:1' }, namespace: 'default' };

async function environment(host = '127.0.0.1'): Promise<Environment> {
  const folder = await temporaryFolder();
  return requireEnvironment({ CASCADE_API_HOST: host, CASCADE_API_PORT: '0', CASCADE_DATA: join(folder, 'data') });
}

const ORDER = { name: 'alice', scopes: ['read'], createdAt: Date.now(), expiresAt: null } as const;

async function started(of: Environment) {
  const { log, lines } = loggedBy();
  const api = await startApi(of, TARGET, log);
  onTestFinished(() => api.stop());
  return { api, lines };
}

test('without tokens the API lets this machine in, and says so when it starts', async () => {
  const { api, lines } = await started(await environment());
  expect(lines.join('')).toContain('There are no tokens: programs on this machine may call the API');
  expect((await fetch(`${api.url}/openapi.json`)).status).toBe(200);
});

test.each(['0.0.0.0', '::'])('without tokens the API refuses to listen on %s, and says what to do', async (host) => {
  const refused = await startApi(await environment(host), TARGET, loggedBy().log).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(UserError);
  expect(String(refused)).toMatch(`doesn't listen on ${host}`);
  expect(String(refused)).toMatch('Create one by `cascade token create NAME --scope operate`');
});

test('with a token the API listens everywhere, lets its holder in, and has nothing to say of it', async () => {
  const of = await environment('0.0.0.0');
  const token = await createApiToken(of, ORDER);
  const { api, lines } = await started(of);
  const url = api.url.replace('0.0.0.0', '127.0.0.1');
  expect((await fetch(`${url}/openapi.json`)).status).toBe(401);
  const headers = { authorization: `Bearer ${token}` };
  expect((await fetch(`${url}/openapi.json`, { headers })).status).toBe(200);
  expect(lines.join('')).not.toContain('There are no tokens');
});

test('a file of tokens that is broken keeps the API from starting, in words', async () => {
  const of = await environment();
  await createApiToken(of, ORDER);
  await writeFile(of.api.tokens, 'not JSON');
  const refused = await startApi(of, TARGET, loggedBy().log).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(UserError);
  expect(String(refused)).toContain(`The tokens in ${of.api.tokens} can't be used: it is no JSON. Mend the file`);
});

test('an audit trail that cannot be written keeps the API from starting, in words', async () => {
  const of = await environment();
  await mkdir(join(of.dataFolder, 'audit.jsonl'), { recursive: true });
  const refused = await startApi(of, TARGET, loggedBy().log).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(UserError);
  expect(String(refused)).toMatch(/The audit trail can't be written to .*EISDIR.*Check CASCADE_DATA/);
  await rm(of.dataFolder, { recursive: true });
});
