import { expect, test } from 'vitest';

import type { RequestPoint } from '../../simulator/scenario-faults.ts';
import { ask, dispatch } from './ask.ts';
import { inLibrary, start } from './started.ts';

const dispatchPoint: RequestPoint = {
  method: 'POST',
  pathTemplate: '/repos/{owner}/{repo}/dispatches',
  repository: 'acme/library',
  occurrence: 1,
};

test('a held request is not carried out, and once it is dropped it never was', async () => {
  const { simulator } = await start();
  const held = simulator.hold(dispatchPoint);
  const answer = expect(dispatch(simulator)).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } });
  await held.reached;
  expect(simulator.runs()).toEqual([]);
  held.drop();
  await answer;
  expect(simulator.runs()).toEqual([]);
});

test('a held request can be carried out without an answer, after its client has gone', async () => {
  const { simulator } = await start();
  const held = simulator.hold(dispatchPoint);
  const client = new AbortController();
  const answer = expect(dispatch(simulator, { signal: client.signal })).rejects.toThrow();
  await held.reached;
  client.abort();
  await answer;
  await held.execute();
  expect(simulator.runs()).toHaveLength(1);
});

test('a held request that is released is carried out and answered', async () => {
  const { simulator } = await start();
  const held = simulator.hold(dispatchPoint);
  const answer = dispatch(simulator);
  await held.reached;
  await held.release();
  expect((await answer).status).toBe(204);
  expect(simulator.runs()).toHaveLength(1);
});

test('only the occurrence that was asked for is held, counted for each repository and path', async () => {
  const { simulator } = await start();
  const held = simulator.hold({ ...dispatchPoint, occurrence: 2 });
  expect((await ask(simulator, '/repos/acme/library')).status).toBe(200);
  expect((await dispatch(simulator)).status).toBe(204);
  const second = dispatch(simulator);
  await held.reached;
  expect((await dispatch(simulator)).status).toBe(204);
  await held.release();
  expect((await second).status).toBe(204);
});

test('a request that belongs to no repository can be held', async () => {
  const { simulator } = await start();
  const held = simulator.hold({ method: 'GET', pathTemplate: '/user', repository: null, occurrence: 1 });
  const answer = ask(simulator, '/user');
  await held.reached;
  await held.release();
  expect((await answer).status).toBe(200);
});

test('a point that has passed, or is held already, is refused', async () => {
  const { simulator } = await start();
  simulator.hold(dispatchPoint).drop();
  expect(() => simulator.hold(dispatchPoint)).toThrow(/holds request 1 of POST .*dispatches in acme\/library already/);
  await expect(dispatch(simulator)).rejects.toThrow();
  expect(() => simulator.hold(dispatchPoint)).toThrow(/there were 1 already/);
});

test('an upload is held when it is there whole, so that it can be carried out without its client', async () => {
  const { simulator, octokit } = await start();
  const { data: release } = await octokit.repos.createRelease({ ...inLibrary, tag_name: 'v1', draft: true });
  const held = simulator.hold({
    method: 'POST',
    pathTemplate: '/repos/{owner}/{repo}/releases/{release_id}/assets',
    repository: 'acme/library',
    occurrence: 1,
  });
  const client = new AbortController();
  const answer = expect(
    ask(simulator, `/uploads/repos/acme/library/releases/${release.id}/assets?name=a.bin`, {
      method: 'POST',
      body: new Uint8Array(200_000),
      headers: { 'content-type': 'application/octet-stream' },
      signal: client.signal,
    }),
  ).rejects.toThrow();
  await held.reached;
  client.abort();
  await answer;
  await held.execute();
  expect(simulator.releases('acme/library')[0]?.assets).toMatchObject([{ name: 'a.bin', size: 200_000 }]);
});
