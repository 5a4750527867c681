import { describe, expect, it } from 'vitest';
import { connectClientEngine } from '../../src/engine/connection.ts';
import { appOf } from './support/app-of.ts';
import { delivery, publishedRelease } from './support/deliveries.ts';

/** A client of a port on which nobody listens. It isn't closed: the client's own retries would then find it gone. */
const nobody = connectClientEngine({ connectionOptions: { address: '127.0.0.1:1' }, namespace: 'default' });

describe('problems', () => {
  it('answers an address that leads nowhere with a problem that says where to look', async () => {
    const { app } = await appOf(nobody);
    const response = await app.inject('/train');
    expect(response.statusCode).toBe(404);
    expect(response.json()).toMatchObject({ detail: 'GET /train leads nowhere: see GET /openapi.json.', problems: [] });
  });

  it('answers a body that is no JSON with 400', async () => {
    const { app } = await appOf(nobody);
    const headers = { 'content-type': 'application/json' };
    const response = await app.inject({ method: 'POST', url: '/trains', headers, payload: '{' });
    expect(response.json()).toMatchObject({ status: 400, title: 'The request was refused' });
  });

  it('hides what failed inside, and logs it under the id that the answer has', async () => {
    const loadChains = () => Promise.reject(new Error('the inner workings'));
    const { app, logged } = await appOf(nobody, { loadChains });
    const payload = { kind: 'release', chain: 'acme', version: 'v1.0.0' };
    const response = await app.inject({ method: 'POST', url: '/trains', payload });
    expect(response.statusCode).toBe(500);
    expect(response.body).not.toContain('the inner workings');
    const { instance } = response.json<{ instance: string }>();
    const line = logged.find((text) => text.includes('the inner workings'));
    expect(line).toContain(instance.replace('urn:uuid:', ''));
  });

  it('says that the configuration is broken, and logs each place in it', async () => {
    const place = { file: 'cascade.yml', line: 3, column: 5, path: [], rule: 'shape', message: 'no such key' };
    const loadChains = () => Promise.resolve({ ok: false as const, problems: [place] });
    const { app, logged } = await appOf(nobody, { loadChains });
    const response = await app.inject(await delivery('release', publishedRelease('v1.0.0')));
    expect(response.json()).toMatchObject({ status: 503, type: 'urn:cascade:problem:configuration-broken' });
    expect(logged.join('')).toContain('cascade.yml:3:5: no such key');
  });

  it.each([
    ['a webhook', () => delivery('release', publishedRelease('v1.0.0'))],
    ['GET /readyz', () => Promise.resolve({ url: '/readyz' })],
  ])('answers %s within a second while Temporal is down, and names its address', async (_, request) => {
    const { app } = await appOf(nobody);
    const options = await request();
    const start = Date.now();
    const response = await app.inject(options);
    expect(Date.now() - start).toBeLessThan(1_000);
    expect(response.statusCode).toBe(503);
    expect(response.json<{ detail: string }>().detail).toContain("Temporal can't be reached at 127.0.0.1:1");
  });

  it('is alive while Temporal is down', async () => {
    const { app } = await appOf(nobody);
    expect((await app.inject('/healthz')).json()).toEqual({ status: 'alive' });
  });
});
