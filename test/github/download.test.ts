import { expect, test } from 'vitest';
import type { GitHub, StoredArtifact } from '../../src/github/port.ts';
import type { RequestObservation } from '../../src/github/request-hooks.ts';
import { always, serve } from './support/loopback.ts';
import { LIBRARY, TOKEN, unpaced } from './support/simulated.ts';

const never = new AbortController().signal;

const DOWNLOADS = [
  ['artifact', 'downloadArtifact'],
  ['file', 'downloadAsset'],
] as const satisfies readonly (readonly [string, keyof GitHub])[];

async function textOf(downloaded: ReadableStream<Uint8Array> | StoredArtifact): Promise<string> {
  return new Response('content' in downloaded ? downloaded.content : downloaded).text();
}

test.each(DOWNLOADS)('the token stays with GitHub: the store of an %s never sees it', async (_, download) => {
  await using store = await serve(always(200, {}, 'content'));
  await using server = await serve(always(302, { location: `${store.url}/blob?sig=secret` }, ''));
  expect(await textOf(await unpaced(server.url)[download](LIBRARY, 1, never))).toBe('content');
  expect(server.received[0]?.headers.authorization).toBe(`Bearer ${TOKEN}`);
  expect(store.received[0]?.headers).not.toHaveProperty('authorization');
});

test.each(DOWNLOADS)('a store of an %s that refuses is named without the signed address', async (what, download) => {
  await using store = await serve(always(403, {}, 'expired'));
  await using server = await serve(always(302, { location: `${store.url}/blob?sig=secret` }, ''));
  const failure = unpaced(server.url)[download](LIBRARY, 1, never);
  await expect(failure).rejects.toMatchObject({ name: 'GitHubError', kind: 'unavailable', status: 403 });
  await expect(failure).rejects.not.toThrow(/sig=/);
  const host = store.url.replace('http://', '');
  await expect(failure).rejects.toThrow(`Could not download ${what} 1 in acme/library from ${host}`);
});

test('a file is asked for as it is, not as a description', async () => {
  await using server = await serve(always(404, {}, { message: 'Not Found' }));
  await expect(unpaced(server.url).downloadAsset(LIBRARY, 1, never)).rejects.toMatchObject({ kind: 'not-found' });
  expect(server.received[0]?.headers.accept).toBe('application/octet-stream');
});

test('a server without a store gives the content itself, which may take longer than an answer', async () => {
  await using server = await serve((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/octet-stream' }).write('the beginning');
    setTimeout(() => response.end(' and the end'), 1200);
  });
  const stream = await unpaced(server.url, { timeout: 1000 }).downloadAsset(LIBRARY, 1, never);
  expect(await textOf(stream)).toBe('the beginning and the end');
});

test('an answer that does not begin in time is asked for again, and given up in the end', async () => {
  await using server = await serve(() => undefined);
  const told: RequestObservation[] = [];
  const github = unpaced(server.url, { timeout: 50, onRequest: (request) => told.push(request) });
  await expect(github.downloadAsset(LIBRARY, 1, never)).rejects.toThrow('no answer came in time');
  expect(told).toHaveLength(3);
});

test('a redirect that leads nowhere is an error', async () => {
  await using server = await serve(always(302, {}, ''));
  await expect(unpaced(server.url).downloadAsset(LIBRARY, 1, never)).rejects.toThrow('GitHub named no address');
});

test('aborting ends a download that has begun', async () => {
  await using store = await serve((_request, response) => {
    response.writeHead(200).write('the beginning');
  });
  await using server = await serve(always(302, { location: `${store.url}/blob` }, ''));
  const abort = new AbortController();
  const stream = await unpaced(server.url).downloadArtifact(LIBRARY, 1, abort.signal);
  const read = textOf(stream);
  abort.abort(new Error('the train was cancelled'));
  await expect(read).rejects.toThrow('the train was cancelled');
});

test('aborting ends a question to GitHub at once, without asking again', async () => {
  const abort = new AbortController();
  await using server = await serve(() => {
    abort.abort(new Error('the train was cancelled'));
  });
  // Waiting to ask again would outlast the test.
  const pacing = { writeSpacing: 0, releaseSpacing: 0, retryBackoff: 600_000 };
  const download = unpaced(server.url, { pacing }).downloadArtifact(LIBRARY, 1, abort.signal);
  await expect(download).rejects.toMatchObject({ kind: 'unavailable', status: null });
  await expect(download).rejects.toThrow('the train was cancelled');
  expect(server.received).toHaveLength(1);
});
