import { expect, test } from 'vitest';

import type { Fault, FaultEffect } from '../../simulator/scenario-faults.ts';
import { ask, dispatch } from './ask.ts';
import { inLibrary, start } from './started.ts';

const operation = 'repos/create-dispatch-event';

const both = [
  ['carried out', true, 1],
  ['forgotten', false, 0],
] as const;

test.each(both)('a connection is reset after the request was %s', async (_, executed, runs) => {
  const { simulator } = await start({ faults: [{ operation, effect: { kind: 'reset', executed } }] });
  await expect(dispatch(simulator)).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } });
  expect(simulator.runs()).toHaveLength(runs);
  expect(simulator.requests()).toMatchObject([{ operation, status: 0 }]);
});

test.each(both)('no answer comes to a request that was %s', async (_, executed, runs) => {
  const { simulator } = await start({ faults: [{ operation, effect: { kind: 'silence', executed } }] });
  const client = new AbortController();
  const answer = expect(dispatch(simulator, { signal: client.signal })).rejects.toMatchObject({ name: 'AbortError' });
  await simulator.when(() => simulator.requests().length === 1 && simulator.runs().length === runs);
  expect((await ask(simulator, '/user')).status).toBe(200);
  client.abort();
  await answer;
  expect(simulator.runs()).toHaveLength(runs);
});

test.each(both)(
  'a 502 is the page of a proxy without rate limit, whether the request was %s',
  async (_, executed, runs) => {
    const { simulator } = await start({ faults: [{ operation, effect: { kind: 'status', status: 502, executed } }] });
    const answer = await dispatch(simulator);
    expect(answer.status).toBe(502);
    expect(answer.headers.get('content-type')).toContain('text/html');
    expect(answer.headers.get('x-ratelimit-remaining')).toBeNull();
    expect(await answer.text()).toContain('Unicorn');
    expect(simulator.runs()).toHaveLength(runs);
  },
);

test('a status under 500 comes as GitHub says it, with the message that the fault has', async () => {
  const effect: FaultEffect = { kind: 'status', status: 403, executed: false, message: 'Must have admin rights' };
  const { simulator } = await start({ faults: [{ operation, effect }] });
  const answer = await dispatch(simulator);
  expect(answer.status).toBe(403);
  expect(answer.headers.get('x-ratelimit-remaining')).toBe('4999');
  expect(await answer.json()).toMatchObject({ message: 'Must have admin rights', status: '403' });
});

test('a late request is carried out late, even where the client has given up', async () => {
  const { simulator } = await start({ faults: [{ operation, effect: { kind: 'late', seconds: 1 } }] });
  const client = new AbortController();
  const answer = expect(dispatch(simulator, { signal: client.signal })).rejects.toMatchObject({ name: 'AbortError' });
  await simulator.when(() => simulator.requests()[0]?.body !== undefined);
  client.abort();
  await answer;
  await simulator.when(() => simulator.runs().length === 1);
  const [[run], [request]] = [simulator.runs(), simulator.requests()];
  expect((run?.createdAt ?? 0) - (request?.at ?? Infinity)).toBeGreaterThan(990);
});

test.each([
  ['primary', 403, /rate limit exceeded/, { 'x-ratelimit-remaining': '0', 'retry-after': null }],
  ['secondary', 403, /secondary rate limit/, { 'x-ratelimit-remaining': '4999', 'retry-after': null }],
  ['retry-after', 429, /secondary rate limit/, { 'retry-after': '30' }],
  ['bare-429', 429, /Too Many Requests/, { 'x-ratelimit-remaining': null, 'retry-after': null }],
] as const)('the rate limit %s is told as GitHub does, and nothing is done', async (as, status, message, headers) => {
  const before = Date.now();
  const { simulator } = await start({ faults: [{ operation, effect: { kind: 'rate-limit', as, seconds: 30 } }] });
  const answer = await dispatch(simulator);
  expect(answer.status).toBe(status);
  expect(await answer.text()).toMatch(message);
  for (const [name, value] of Object.entries(headers)) expect(answer.headers.get(name)).toBe(value);
  if (as === 'primary') {
    expect(Number(answer.headers.get('x-ratelimit-reset'))).toBeGreaterThanOrEqual(Math.floor(before / 1000) + 30);
    expect(Number(answer.headers.get('x-ratelimit-reset'))).toBeLessThan(before / 1000 + 60);
  }
  expect(simulator.runs()).toEqual([]);
});

test('a rate limit meets every request until its seconds are over, however often it may happen', async () => {
  const limit = (wanted: string, seconds: number): Fault => {
    return { operation: wanted, times: Infinity, effect: { kind: 'rate-limit', as: 'primary', seconds } };
  };
  const { simulator } = await start({ faults: [limit('users/get-authenticated', 60), limit('repos/get', 0.2)] });
  expect((await ask(simulator, '/user')).status).toBe(403);
  expect((await ask(simulator, '/user')).status).toBe(403);
  expect((await ask(simulator, '/repos/acme/library')).status).toBe(403);
  await expect.poll(async () => (await ask(simulator, '/repos/acme/library')).status, { timeout: 10_000 }).toBe(200);
});

test('a fault begins after the requests that it lets pass, and happens as often as it says', async () => {
  const { simulator } = await start({
    faults: [{ operation: '*', skip: 1, times: 2, effect: { kind: 'status', status: 500, executed: false } }],
  });
  const statuses: number[] = [];
  for (let count = 0; count < 4; count += 1) statuses.push((await ask(simulator, '/user')).status);
  expect(statuses).toEqual([200, 500, 500, 200]);
});

test('a fault of one repository or operation leaves the others alone', async () => {
  const effect: FaultEffect = { kind: 'status', status: 500, executed: false };
  const { simulator } = await start({
    faults: [
      { operation: '*', repository: 'acme/other', effect },
      { operation: 'repos/get', effect },
    ],
  });
  expect((await dispatch(simulator)).status).toBe(204);
  expect((await ask(simulator, '/repos/acme/library')).status).toBe(500);
});

test('of all faults that fit the first with times left is applied, and more can be added while it runs', async () => {
  const { simulator } = await start({
    faults: [{ operation: 'users/get-authenticated', effect: { kind: 'status', status: 500, executed: false } }],
  });
  simulator.fault({ operation: '*', effect: { kind: 'status', status: 503, executed: false } });
  const statuses: number[] = [];
  for (let count = 0; count < 3; count += 1) statuses.push((await ask(simulator, '/user')).status);
  expect(statuses).toEqual([500, 503, 200]);
});

test('an upload whose answer is lost has arrived whole', async () => {
  const { simulator, octokit } = await start();
  const { data: release } = await octokit.repos.createRelease({
    ...inLibrary,
    tag_name: 'v1',
    draft: true,
  });
  simulator.fault({ operation: 'repos/upload-release-asset', effect: { kind: 'reset', executed: true } });
  const path = `/uploads/repos/acme/library/releases/${release.id}/assets?name=big.bin`;
  const content = { 'content-type': 'application/octet-stream' };
  await expect(
    ask(simulator, path, { method: 'POST', body: new Uint8Array(300_000), headers: content }),
  ).rejects.toThrow();
  expect(simulator.releases('acme/library')[0]?.assets).toMatchObject([{ name: 'big.bin', size: 300_000 }]);
});

test('a 502 in the middle of an upload leaves a starter, whose name is taken until it is deleted', async () => {
  const { simulator, octokit } = await start();
  const { data: release } = await octokit.repos.createRelease({ ...inLibrary, tag_name: 'v1', draft: true });
  simulator.fault({
    operation: 'repos/upload-release-asset',
    effect: { kind: 'status', status: 502, executed: false },
  });
  const upload = () =>
    ask(simulator, `/uploads/repos/acme/library/releases/${release.id}/assets?name=a.bin`, {
      method: 'POST',
      body: 'content',
      headers: { 'content-type': 'application/octet-stream' },
    }).then(({ status }) => status);
  expect(await upload()).toBe(502);
  const { data: assets } = await octokit.repos.listReleaseAssets({ ...inLibrary, release_id: release.id });
  expect(assets).toMatchObject([{ name: 'a.bin', state: 'starter', size: 0 }]);
  expect(await upload()).toBe(422);
  await octokit.repos.deleteReleaseAsset({ ...inLibrary, asset_id: assets[0]?.id ?? 0 });
  expect(await upload()).toBe(201);
});
