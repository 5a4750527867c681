import { mkdir, readFile, rm } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { addToken, guardedApi } from '../support/guarded-api.ts';

async function entriesIn(file: string): Promise<readonly object[]> {
  const lines = (await readFile(file, 'utf8')).split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as object);
}

test('a change is in the trail and in the log with who asked for it, and with what came of it', async () => {
  const { post, token, paths, logged } = await guardedApi();
  const answer = await post(`Bearer ${token}`);
  expect(answer.status).toBe(503);
  const { instance } = (await answer.json()) as { instance: string };
  const change = {
    at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as string,
    request: instance.replace('urn:uuid:', ''),
    ...{ caller: 'alice', via: 'token', method: 'POST', path: '/trains' },
  };
  expect(await entriesIn(paths.audit)).toEqual([
    { ...change, event: 'asked', body: { kind: 'nightly', chain: 'acme' } },
    { ...change, event: 'answered', status: 503, location: null },
  ]);
  const lines = logged.map((line) => JSON.parse(line) as object).filter((line) => 'event' in line);
  expect(lines).toEqual([
    expect.objectContaining({ ...change, event: 'answered', status: 503, msg: 'change' }) as object,
  ]);
});

test('what only reads, and what is refused before it could change something, is not', async () => {
  const { url, get, post, store, token, paths } = await guardedApi();
  const reader = await addToken(store, { name: 'reader', scopes: ['read'] });
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const statuses = [
    (await get('/openapi.json', `Bearer ${token}`)).status,
    (await post(`Bearer ${reader}`)).status,
    (await post('')).status,
    (await fetch(`${url}/trains`, { method: 'POST', headers, body: '{"kind":1}' })).status,
  ];
  expect(statuses).toEqual([200, 403, 401, 400]);
  expect(await entriesIn(paths.audit)).toEqual([]);
});

test('nothing is changed that the trail cannot keep, and the log says why', async () => {
  const { post, get, token, paths, logged } = await guardedApi();
  await rm(paths.audit);
  await mkdir(paths.audit);
  const answer = await post(`Bearer ${token}`);
  expect(await answer.json()).toMatchObject({ type: 'urn:cascade:problem:audit-unavailable', status: 503 });
  expect(logged.join('')).toContain('EISDIR');
  expect((await get('/openapi.json', `Bearer ${token}`)).status).toBe(200);
});
