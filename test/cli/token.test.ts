import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createApiToken, listApiTokens } from '../../src/app/api-tokens.ts';
import { requireEnvironment } from '../../src/app/settings.ts';
import { temporaryFolder } from '../engine/folders.ts';
import { runCli } from '../support/run-cli.ts';

/** The command with tokens of the test's own, and their file. */
async function tokens() {
  const file = join(await temporaryFolder(), 'tokens.json');
  const env = { CASCADE_API_TOKENS: file };
  const run = (...words: readonly string[]) => runCli(['token', ...words], { env });
  return { run, file, environment: requireEnvironment(env) };
}

test('a token is shown once, on standard output alone, and the file has only its digest', async () => {
  const { run, file } = await tokens();
  const { status, stdout, stderr } = await run('create', 'alice', '--scope', 'operate', '--expires', '90d');
  expect(status).toBe(0);
  expect(stdout).toMatch(/^cascade_[0-9a-f]{64}\n$/);
  expect(stderr).toBe('This is the token of alice. Nobody can show it again: keep it where secrets are kept.\n');
  const list = await run('list', '--json');
  const [{ createdAt, expiresAt, ...token }] = JSON.parse(list.stdout) as [{ createdAt: number; expiresAt: number }];
  expect(token).toEqual({ name: 'alice', scopes: ['operate'] });
  expect(expiresAt - createdAt).toBe(90 * 86_400_000);
  for (const text of [await readFile(file, 'utf8'), list.stdout]) expect(text).not.toContain(stdout.trim().slice(8));
});

test('tokens are listed with what they may do and when they expire', async () => {
  const { run, environment } = await tokens();
  const createdAt = Date.UTC(2026, 10, 21);
  await createApiToken(environment, { name: 'alice', scopes: ['operate', 'approve'], createdAt, expiresAt: null });
  await createApiToken(environment, { name: 'late', scopes: ['read'], createdAt, expiresAt: createdAt + 1 });
  const [headings, alice, late] = (await run('list')).stdout.split('\n');
  expect(headings).toMatch(/^NAME +MAY +CREATED +EXPIRES$/);
  expect(alice).toMatch(/^alice +operate, approve +2026-11-21 +never$/);
  expect(late).toMatch(/^late +read +2026-11-21 +has expired$/);
});

test('a token that is revoked is gone, and the others stay', async () => {
  const { run, environment } = await tokens();
  const order = { scopes: ['read'], createdAt: 0, expiresAt: null } as const;
  for (const name of ['alice', 'bob']) await createApiToken(environment, { ...order, name });
  const { status, stdout } = await run('revoke', 'alice');
  expect([status, stdout]).toEqual([0, expect.stringContaining('alice is revoked') as string]);
  expect(await listApiTokens(environment)).toMatchObject([{ name: 'bob' }]);
});

test('a token that is not there cannot be revoked', async () => {
  const { run, file } = await tokens();
  const { status, stdout, stderr } = await run('revoke', 'carol');
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toBe(`There is no token carol in ${file}: \`cascade token list\` shows all.\n`);
});

test.each([
  ['a name with a blank', ['create', 'two words', '--scope', 'read'], 'Must begin with a letter or digit'],
  ['no scope', ['create', 'carol'], "required option '--scope <scope>' not specified"],
  ['an unknown scope', ['create', 'carol', '--scope', 'admin'], 'Must be one of read, operate, approve.'],
  [
    'no duration',
    ['create', 'carol', '--scope', 'read', '--expires', 'soon'],
    'Must be a duration such as 12h or 90d.',
  ],
])('%s is refused in words, and no token is made', async (_, words, text) => {
  const { run, file } = await tokens();
  const { status, stdout, stderr } = await run(...words);
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toContain(text);
  expect(existsSync(file)).toBe(false);
});

test('a file that is broken is told of in words, and not written over', async () => {
  const { run, file } = await tokens();
  await writeFile(file, '{', { mode: 0o600 });
  const { status, stderr } = await run('create', 'bob', '--scope', 'read');
  expect(status).toBe(2);
  expect(stderr).toContain(`The tokens in ${file} can't be used: it is no JSON. Mend the file`);
  expect(await readFile(file, 'utf8')).toBe('{');
});
