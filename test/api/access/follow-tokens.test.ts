import { rename, rm, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { makeToken } from '../../../src/api/access/token.ts';
import { addToken, guardedApi } from '../support/guarded-api.ts';

describe('the file of tokens, while the API runs', () => {
  it('counts as it last was in order, and the log says once what is wrong and once that it is mended', async () => {
    const { get, logged, token, paths } = await guardedApi();
    await rename(paths.tokens, `${paths.tokens}.good`);
    await writeFile(paths.tokens, '{"tokens": [', { mode: 0o600 });
    for (let asked = 0; asked < 3; asked += 1) {
      expect((await get('/openapi.json', `Bearer ${token}`)).status).toBe(200);
    }
    expect((await get('/openapi.json', `Bearer ${makeToken()}`)).status).toBe(401);
    const complaints = logged.filter((line) => line.includes("can't be used: it is no JSON"));
    expect(complaints).toHaveLength(1);
    expect(complaints[0]).toContain('Until then those count that were there before');
    await rename(`${paths.tokens}.good`, paths.tokens);
    expect((await get('/openapi.json', `Bearer ${token}`)).status).toBe(200);
    expect(logged.filter((line) => line.includes('can be read again'))).toHaveLength(1);
  });

  it.each([
    ['removed', (path: string) => rm(path)],
    ['emptied', (path: string) => writeFile(path, '{"tokens": []}')],
  ])('lets nobody in, from this machine neither, once it is %s', async (_, undo) => {
    const { get, token, paths } = await guardedApi();
    await undo(paths.tokens);
    expect((await get('/openapi.json', `Bearer ${token}`)).status).toBe(401);
    expect((await get('/openapi.json')).status).toBe(401);
  });

  it('ends what this machine may do without a token, when it gets its first', async () => {
    const { get, store, token, paths } = await guardedApi();
    await rm(paths.tokens);
    const open = await guardedApi(['operate'], { tokens: store });
    expect((await open.get('/openapi.json')).status).toBe(200);
    const bob = await addToken(store, { name: 'bob' });
    expect((await open.get('/openapi.json')).status).toBe(401);
    expect((await open.get('/openapi.json', `Bearer ${bob}`)).status).toBe(200);
    expect((await get('/openapi.json', `Bearer ${token}`)).status).toBe(401);
  });
});
