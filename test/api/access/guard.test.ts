import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { REQUESTS_PER_MINUTE } from '../../../src/api/access/guard.ts';
import { digestOf, makeToken } from '../../../src/api/access/token.ts';
import { leaksIn } from '../../support/leaks.ts';
import { delivery, push } from '../support/deliveries.ts';
import { addToken, guardedApi, refusal } from '../support/guarded-api.ts';

describe('an API with tokens', () => {
  it('lets in who shows one, and nobody who shows none, though from this machine', async () => {
    const { get, token } = await guardedApi();
    expect((await get('/openapi.json', `Bearer ${token}`)).status).toBe(200);
    expect((await get('/openapi.json', `bearer  ${token}`)).status).toBe(200);
    const refused = await get('/openapi.json');
    expect(refused.headers.get('www-authenticate')).toBe('Bearer realm="cascade"');
    expect(await refusal(refused)).toMatchObject({
      type: 'urn:cascade:problem:unauthenticated',
      status: 401,
      detail: expect.stringMatching(/says nothing of who sends it.*`cascade token create`/) as string,
    });
  });

  it('asks for the scope of what is done', async () => {
    const { get, post, token } = await guardedApi(['read', 'approve']);
    expect((await get('/openapi.json', `Bearer ${token}`)).status).toBe(200);
    expect(await refusal(await post(`Bearer ${token}`))).toMatchObject({
      type: 'urn:cascade:problem:forbidden',
      status: 403,
      detail:
        'The token alice may read and approve, but this needs the scope operate: use a token that has it, which ' +
        '`cascade token create NAME --scope operate` makes.',
    });
  });

  it('asks nobody for a token after its health, nor a webhook, which has a signature', async () => {
    const { app, url } = await guardedApi();
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect((await fetch(`${url}/readyz`)).status).toBe(503);
    expect((await app.inject(await delivery('push', push('refs/heads/other')))).statusCode).toBe(202);
    const unsigned = await app.inject({ method: 'POST', url: '/webhooks/github' });
    expect(unsigned.json()).toMatchObject({ type: 'urn:cascade:problem:wrong-signature' });
  });

  it('tells no token to its log, its audit trail or those that it refuses', async () => {
    const { get, post, logged, token, paths } = await guardedApi();
    const [foreign, broken] = [makeToken(), makeToken().slice(0, 40)];
    const answers = [
      await post(`Bearer ${token}`),
      await post(`Bearer ${foreign}`),
      await get('/trains', `Bearer ${broken}`),
      await get(`/trains?limit=0&token=${token}`, `Bearer ${token}`),
      await get('/trains', `Basic ${token}`),
    ];
    const texts = await Promise.all(answers.map(async (answer) => answer.text()));
    const told = [
      { where: 'the log', text: logged.join('') },
      { where: 'the audit trail', text: await readFile(paths.audit, 'utf8') },
      { where: 'an answer to others', text: texts.slice(0, 3).join('') },
    ];
    expect(logged.join('')).toContain('token=cascade_[masked]');
    expect(leaksIn(told, [token, foreign, broken, digestOf(token)])).toEqual([]);
  });
});

describe('callers who ask too often', () => {
  it('are told when to come back, without harm to those with another token', { timeout: 30_000 }, async () => {
    const { app, get, store, token } = await guardedApi();
    const bob = await addToken(store, { name: 'bob' });
    const ask = (authorization: string) => app.inject({ url: '/trains?limit=0', headers: { authorization } });
    for (let asked = 0; asked < REQUESTS_PER_MINUTE; asked += 1) {
      expect((await ask(`Bearer ${token}`)).statusCode).toBe(400);
    }
    const refused = await get('/trains?limit=0', `Bearer ${token}`);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(60);
    expect(await refusal(refused)).toMatchObject({ type: 'urn:cascade:problem:too-many-requests', status: 429 });
    expect((await ask(`Bearer ${bob}`)).statusCode).toBe(400);
    expect((await get('/healthz')).status).toBe(200);
  });

  it(
    'are counted by their address where they show no token, apart from those who do',
    { timeout: 30_000 },
    async () => {
      const { app, get, token } = await guardedApi();
      for (let asked = 0; asked < REQUESTS_PER_MINUTE; asked += 1) {
        const headers = { authorization: `Bearer ${makeToken()}` };
        expect((await app.inject({ url: '/trains', headers })).statusCode).toBe(401);
      }
      expect((await get('/trains', `Bearer ${makeToken()}`)).status).toBe(429);
      expect((await get('/trains')).status).toBe(429);
      expect((await get('/openapi.json', `Bearer ${token}`)).status).toBe(200);
    },
  );
});
