import crypto from 'node:crypto';
import { rm } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { digestOf, makeToken } from '../../../src/api/access/token.ts';
import { addToken, guardedApi, refusal } from '../support/guarded-api.ts';

describe('an API with tokens', () => {
  it.each([
    ['of another scheme', `Basic ${btoa('alice:secret')}`, 'not of the scheme Bearer'],
    ['without a token', 'Bearer', 'not of the scheme Bearer'],
    ['with a token that is cut off', `Bearer ${makeToken().slice(0, -1)}`, 'no whole token'],
    ['with a token that is too long', `Bearer ${makeToken()}0`, 'no whole token'],
    ['with something else', 'Bearer ghp_16C7e42F292c6912E7710c838347Ae178B4a', 'no whole token'],
    ['with a token that nobody made', `Bearer ${makeToken()}`, 'unknown, or was revoked'],
    ['with the digest of a token', `Bearer cascade_${digestOf(makeToken())}`, 'unknown, or was revoked'],
  ])('refuses a header %s', async (_, header, words) => {
    const { get } = await guardedApi();
    expect(await refusal(await get('/trains', header))).toMatchObject({
      status: 401,
      detail: expect.stringContaining(words) as string,
    });
  });

  it('refuses a token from the moment at which it expires, and names it', async () => {
    const { get, store } = await guardedApi();
    const late = await addToken(store, { name: 'late', expiresAt: Date.now() - 1 });
    const soon = await addToken(store, { name: 'soon', expiresAt: Date.now() + 60_000 });
    expect((await refusal(await get('/openapi.json', `Bearer ${late}`))).detail).toContain('token late has expired');
    expect((await get('/openapi.json', `Bearer ${soon}`)).status).toBe(200);
  });

  it('refuses a token from its revocation on, and lets a new one in at once', async () => {
    const { get, store, token } = await guardedApi();
    const bob = await addToken(store, { name: 'bob' });
    expect((await get('/openapi.json', `Bearer ${bob}`)).status).toBe(200);
    await store.remove('alice');
    expect((await get('/openapi.json', `Bearer ${token}`)).status).toBe(401);
    expect((await get('/openapi.json', `Bearer ${bob}`)).status).toBe(200);
  });

  it('compares with every token in constant time, wherever one fits', async () => {
    const { get, store, token } = await guardedApi();
    await addToken(store, { name: 'bob' });
    await addToken(store, { name: 'carol' });
    const compare = vi.spyOn(crypto, 'timingSafeEqual');
    syncBuiltinESMExports();
    onTestFinished(() => {
      compare.mockRestore();
      syncBuiltinESMExports();
    });
    await get('/openapi.json', `Bearer ${token}`);
    await get('/openapi.json', `Bearer ${makeToken()}`);
    expect(compare.mock.results.map(({ value }) => value as boolean)).toEqual([true, ...Array<false>(5).fill(false)]);
  });
});

describe('an API without tokens', () => {
  it('refuses a page in a browser on this machine, and says how to be let in', async () => {
    const { store, paths } = await guardedApi();
    await rm(paths.tokens);
    const { url } = await guardedApi(['operate'], { tokens: store });
    const answer = await fetch(`${url}/trains`, { headers: { origin: 'https://evil.example' } });
    expect(await refusal(answer)).toMatchObject({
      status: 401,
      detail: expect.stringContaining('Create a token by `cascade token create`') as string,
    });
  });
});
