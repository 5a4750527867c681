import { expect, test } from 'vitest';
import type { RequestObservation } from '../../src/github/request-hooks.ts';
import { always, serve } from './support/loopback.ts';
import { CONTENT, draftAt, RELEASE } from './support/release.ts';
import { LIBRARY, TOKEN, unpaced } from './support/simulated.ts';

const never = new AbortController().signal;

test('a read that fails is repeated, and only what is left after that fails', async () => {
  await using server = await serve(always(502, {}, { message: 'Bad gateway' }));
  await expect(unpaced(server.url).release(LIBRARY, 1)).rejects.toMatchObject({ kind: 'unavailable', status: 502 });
  expect(server.received).toHaveLength(3);
});

test('a read whose connection breaks is repeated', async () => {
  let broken = true;
  await using server = await serve((request, response) => {
    if (broken) request.socket.resetAndDestroy();
    else always(200, {}, RELEASE)(request, response);
    broken = false;
  });
  expect(await unpaced(server.url).release(LIBRARY, 1)).toMatchObject({ id: 1 });
});

test.each([502, 409])('a write that fails with %i is never repeated', async (status) => {
  await using server = await serve(always(status, {}, { message: 'No' }));
  const github = unpaced(server.url);
  await expect(github.createDraft(LIBRARY, CONTENT)).rejects.toThrow(`GitHub answered ${status}`);
  await expect(github.publish(LIBRARY, 1, CONTENT)).rejects.toThrow(`GitHub answered ${status}`);
  await expect(github.deleteAsset(LIBRARY, 1)).rejects.toThrow(`GitHub answered ${status}`);
  expect(server.received.map(({ method }) => method)).toEqual(['POST', 'PATCH', 'DELETE']);
});

test.each([403, 429])('a rate limit (%i) is reported at once with the time when it ends', async (status) => {
  await using server = await serve(
    always(status, { 'retry-after': '3600' }, { message: 'You exceeded a secondary rate limit' }),
  );
  const before = Date.now();
  const failure = await unpaced(server.url)
    .release(LIBRARY, 1)
    .catch((error: unknown) => error);
  expect(failure).toMatchObject({ name: 'GitHubError', kind: 'rate-limited', status });
  const { retryAt } = failure as { retryAt: number };
  expect(retryAt).toBeGreaterThanOrEqual(before + 3_600_000);
  expect(retryAt).toBeLessThanOrEqual(Date.now() + 3_600_000);
  expect(server.received).toHaveLength(1);
});

test('a read that gets no answer is given up after its time-out, each try counted anew', async () => {
  await using server = await serve(() => undefined);
  const told: RequestObservation[] = [];
  const github = unpaced(server.url, { timeout: 50, onRequest: (request) => told.push(request) });
  await expect(github.release(LIBRARY, 1)).rejects.toThrow(
    'Could not read release 1 in acme/library: no answer came in time. Check the address of the API',
  );
  expect(told).toHaveLength(3);
});

test('an answer that is cut off is no answer', async () => {
  await using server = await serve(always(200, {}, '{"id": 1, "html_u'));
  await expect(unpaced(server.url).release(LIBRARY, 1)).rejects.toMatchObject({ kind: 'unavailable', status: null });
});

test('writes keep their distance, and reads pass them', async () => {
  await using server = await serve(always(200, {}, RELEASE));
  const github = unpaced(server.url, { pacing: { writeSpacing: 150, releaseSpacing: 0, retryBackoff: 0 } });
  const startedAt = performance.now();
  await Promise.all([
    github.publish(LIBRARY, 1, CONTENT),
    github.publish(LIBRARY, 1, CONTENT),
    github.release(LIBRARY, 1),
  ]);
  expect(server.received.map(({ method }) => method).sort()).toEqual(['GET', 'PATCH', 'PATCH']);
  expect(server.received.at(-1)?.method).toBe('PATCH');
  // Measured from the start: the first may take any time to arrive.
  expect(server.received.at(-1)?.at).toBeGreaterThan(startedAt + 145);
});

test('every request carries the token, our name and the version of the API', async () => {
  await using server = await serve(always(502, {}, {}));
  await expect(unpaced(server.url).release(LIBRARY, 1)).rejects.toThrow('502');
  expect(server.received).toHaveLength(3);
  for (const { headers } of server.received) {
    expect(headers).toMatchObject({
      authorization: `Bearer ${TOKEN}`,
      'user-agent': expect.stringMatching(/^cascade\b/) as string,
      'x-github-api-version': '2022-11-28',
    });
  }
});

test('the address of the API may end with a slash', async () => {
  await using server = await serve(always(200, {}, RELEASE));
  await unpaced(`${server.url}/api/v3/`).release(LIBRARY, 1);
  expect(server.received[0]?.path).toBe('/api/v3/repos/acme/library/releases/1');
});

test('every request that left is told of by its route, repeated ones too', async () => {
  await using server = await serve(always(503, {}, {}));
  const told: RequestObservation[] = [];
  const github = unpaced(server.url, { onRequest: (request) => told.push(request) });
  await expect(github.release(LIBRARY, 1)).rejects.toThrow('503');
  await github.dispatch({ ...LIBRARY, type: 'repository_dispatch', eventType: 'go', payload: {} }, Date.now() + 5000);
  await github.dispatch({ ...LIBRARY, type: 'repository_dispatch', eventType: 'go', payload: {} }, Date.now() - 1);
  const draft = draftAt(server.url);
  const empty = { name: 'a', size: 0, open: () => ReadableStream.from<Uint8Array>([]) };
  await expect(github.uploadAsset(draft, empty, never)).rejects.toThrow('503');
  const read = { method: 'GET', route: '/repos/{owner}/{repo}/releases/{release_id}' };
  const post = { method: 'POST', route: '/repos/{owner}/{repo}/dispatches' };
  const file = { method: 'POST', route: '/repos/{owner}/{repo}/releases/{release_id}/assets' };
  expect(told).toMatchObject(
    [read, read, read, post, file].map((request) => ({ ...request, repository: 'acme/library', status: 503 })),
  );
});

test('no error holds the token, not even where a proxy repeats it', async () => {
  await using server = await serve((request, response) => {
    always(
      400,
      {},
      { message: `Bad header: authorization: ${String(request.headers.authorization)}` },
    )(request, response);
  });
  const failure: unknown = await unpaced(server.url)
    .release(LIBRARY, 1)
    .catch((error: unknown) => error);
  if (!(failure instanceof Error)) throw new Error('it did not fail');
  expect(failure.message).toContain('Bad header');
  expect(`${failure.stack ?? ''}${JSON.stringify(failure)}`).not.toContain(TOKEN);
});
