import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createApiToken, listApiTokens, revokeApiToken } from '../../src/app/api-tokens.ts';
import { requireEnvironment } from '../../src/app/settings.ts';
import type { Environment } from '../../src/config/environment.ts';
import { temporaryFolder } from '../engine/folders.ts';

const ORDER = { name: 'alice', scopes: ['operate'], createdAt: 1000, expiresAt: 2000 } as const;

async function environment(): Promise<Environment> {
  return requireEnvironment({ CASCADE_DATA: join(await temporaryFolder(), 'data') });
}

test('every token is another one, and none is kept', async () => {
  const of = await environment();
  const made = [await createApiToken(of, ORDER), await createApiToken(of, { ...ORDER, name: 'bob' })];
  expect(new Set(made).size).toBe(2);
  const kept = await listApiTokens(of);
  expect(kept).toMatchObject([ORDER, { ...ORDER, name: 'bob' }]);
  for (const token of made) expect(JSON.stringify(kept)).not.toContain(token.slice('cascade_'.length));
});

test('a name that is taken is refused in words, and its token stays', async () => {
  const of = await environment();
  await createApiToken(of, ORDER);
  const before = await listApiTokens(of);
  await expect(createApiToken(of, { ...ORDER, scopes: ['approve'] })).rejects.toThrow(
    'There is a token alice already: choose another name, or revoke it first by `cascade token revoke alice`.',
  );
  expect(await listApiTokens(of)).toEqual(before);
});

test('a revoked name is free again', async () => {
  const of = await environment();
  const first = await createApiToken(of, ORDER);
  await revokeApiToken(of, 'alice');
  expect(await listApiTokens(of)).toEqual([]);
  expect(await createApiToken(of, ORDER)).not.toBe(first);
});
