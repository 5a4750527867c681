import type { RequestListener } from 'node:http';
import { expect, test } from 'vitest';
import { always, serve } from './support/loopback.ts';
import { CONTENT, RELEASE } from './support/release.ts';
import { LIBRARY, simulated, TOKEN, unpaced } from './support/simulated.ts';

const RENAMED = { owner: 'acme', name: 'renamed' };
const dispatch = { ...LIBRARY, type: 'repository_dispatch' as const, eventType: 'upstream', payload: {} };
const soon = () => Date.now() + 10_000;

test('a repository that was renamed is read under its old name, and tells its new one', async () => {
  await using gitHub = await simulated();
  const before = await gitHub.github.commit(LIBRARY, 'main');
  gitHub.simulator.rename('acme/library', 'other/renamed');
  expect(await gitHub.github.commit(LIBRARY, 'main')).toBe(before);
  expect(await gitHub.github.repository(LIBRARY)).toMatchObject({
    owner: 'other',
    name: 'renamed',
    defaultBranch: 'main',
  });
});

test('a dispatch to an old name is told that the repository moved, and starts nothing', async () => {
  await using gitHub = await simulated();
  gitHub.simulator.rename('acme/library', 'acme/renamed');
  expect(await gitHub.github.dispatch(dispatch, soon())).toEqual({ type: 'moved' });
  expect(gitHub.simulator.runs()).toEqual([]);
  expect(await gitHub.github.dispatch({ ...dispatch, ...RENAMED }, soon())).toEqual({ type: 'accepted' });
});

test.each([301, 302, 307, 308])('a %i is never followed by a dispatch', async (status) => {
  await using server = await serve(movedOnce(status));
  expect(await unpaced(server.url).dispatch(dispatch, soon())).toEqual({ type: 'moved' });
  expect(server.received).toHaveLength(1);
});

test('a write to an old name arrives under the new one, as it was', async () => {
  await using gitHub = await simulated();
  const commit = (await gitHub.github.commit(LIBRARY, 'main')) ?? '';
  gitHub.simulator.rename('acme/library', 'acme/renamed');
  await gitHub.github.createDraft(LIBRARY, { ...CONTENT, commit });
  expect(gitHub.simulator.releases('acme/renamed')).toMatchObject([{ tag: 'v1', draft: true }]);
});

test.each([307, 308])('a write that meets a %i is sent again with its method, body and token', async (status) => {
  await using server = await serve(movedOnce(status));
  expect(await unpaced(server.url).createDraft(LIBRARY, CONTENT)).toMatchObject({ id: 1 });
  const [first, second] = server.received;
  expect(second).toMatchObject({ method: 'POST', path: '/elsewhere', body: first?.body });
  expect(second?.headers.authorization).toBe(`Bearer ${TOKEN}`);
});

test.each([301, 302, 303])('a write that meets a %i fails: what a GET would answer is no success', async (status) => {
  await using server = await serve(movedOnce(status));
  const writing = unpaced(server.url).createDraft(LIBRARY, CONTENT);
  await expect(writing).rejects.toMatchObject({ name: 'GitHubError', status });
  expect(server.received).toHaveLength(1);
});

test('neither a write nor the token of a read follows to another server', async () => {
  await using stranger = await serve(always(200, {}, RELEASE));
  await using server = await serve((_request, response) => {
    response.writeHead(307, { location: `${stranger.url}/elsewhere` }).end();
  });
  await expect(unpaced(server.url).createDraft(LIBRARY, CONTENT)).rejects.toMatchObject({ status: 307 });
  await unpaced(server.url).release(LIBRARY, 1);
  expect(stranger.received.map(({ method, headers }) => [method, headers.authorization])).toEqual([['GET', undefined]]);
});

function movedOnce(status: number): RequestListener {
  return (request, response) => {
    if (request.url === '/elsewhere') always(200, {}, RELEASE)(request, response);
    else always(status, { location: '/elsewhere' }, { message: 'Moved Permanently' })(request, response);
  };
}
