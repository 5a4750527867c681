import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import type { AssetContent } from '../../src/github/port-releases.ts';
import { digestOf } from './support/digest-of.ts';
import { serve } from './support/loopback.ts';
import { CONTENT, draftAt } from './support/release.ts';
import { LIBRARY, simulated, unpaced } from './support/simulated.ts';

const never = new AbortController().signal;

const file = (name: string, content: string): AssetContent => ({
  name,
  size: content.length,
  open: () => ReadableStream.from([new TextEncoder().encode(content)]),
});

test('a name that is taken is a conflict, and free again once its file is deleted', async () => {
  await using gitHub = await simulated();
  const { github } = gitHub;
  const draft = await github.createDraft(LIBRARY, { ...CONTENT, commit: 'main' });
  const asset = await github.uploadAsset(draft, file('a.txt', 'one'), never);
  await expect(github.uploadAsset(draft, file('a.txt', 'two'), never)).rejects.toMatchObject({ kind: 'conflict' });
  await github.deleteAsset(LIBRARY, asset.id);
  expect(await github.uploadAsset(draft, file('a.txt', 'two'), never)).toMatchObject({ state: 'uploaded' });
});

test('deleting a file that is gone is fine', async () => {
  await using gitHub = await simulated();
  await gitHub.github.deleteAsset(LIBRARY, 1);
});

test('a file streams as it was uploaded, also from a repository that was renamed since', async () => {
  await using gitHub = await simulated();
  const { github, simulator } = gitHub;
  const draft = await github.createDraft(LIBRARY, { ...CONTENT, commit: 'main' });
  const { id, digest } = await github.uploadAsset(draft, file('a.txt', 'content'), never);
  expect(await digestOf(await github.downloadAsset(LIBRARY, id, never))).toBe(digest);
  simulator.rename('acme/library', 'acme/renamed');
  expect(await digestOf(await github.downloadAsset(LIBRARY, id, never))).toBe(digest);
});

test('a file that is not there is not found', async () => {
  await using gitHub = await simulated();
  const download = gitHub.github.downloadAsset(LIBRARY, 1, never);
  await expect(download).rejects.toMatchObject({ kind: 'not-found' });
  await expect(download).rejects.toThrow('Could not download file 1 in acme/library');
});

test('an upload says its length beforehand, and is sent once even if it fails', async () => {
  await using server = await serve((_request, response) => response.writeHead(502).end());
  const upload = unpaced('http://api.invalid').uploadAsset(
    draftAt(`${server.url}/uploads`),
    file('a.txt', 'content'),
    never,
  );
  await expect(upload).rejects.toMatchObject({ kind: 'unavailable', status: 502 });
  expect(server.received).toHaveLength(1);
  expect(server.received[0]).toMatchObject({
    path: '/uploads/repos/acme/library/releases/1/assets?name=a.txt',
    body: 'content',
    headers: { 'content-length': '7', 'content-type': 'application/octet-stream' },
  });
});

test('an upload may take longer than other requests', async () => {
  await using server = await serve((_request, response) => {
    setTimeout(() => {
      response.writeHead(201, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ id: 1, name: 'a.txt', size: 1, state: 'uploaded', digest: null }));
    }, 200);
  });
  const github = unpaced('http://api.invalid', { timeout: 50 });
  expect(await github.uploadAsset(draftAt(`${server.url}/uploads`), file('a.txt', 'a'), never)).toMatchObject({
    digest: null,
  });
});

test('an upload address that is none is refused before anything is sent', async () => {
  const release = { ...draftAt('http://localhost'), uploadUrl: 'http://localhost/elsewhere' };
  const upload = unpaced('http://api.invalid').uploadAsset(release, file('a.txt', 'a'), never);
  await expect(upload).rejects.toThrow('no upload address');
});

test('an upload that cannot begin closes its file', async () => {
  let closed = false;
  const content = new ReadableStream<Uint8Array>({
    cancel() {
      closed = true;
    },
  });
  const upload = unpaced('http://api.invalid').uploadAsset(
    draftAt('http://uploads.invalid'),
    { name: 'a.txt', size: 1, open: () => content },
    never,
  );
  await expect(upload).rejects.toMatchObject({ kind: 'unavailable', status: null });
  expect(closed).toBe(true);
});

test('an upload that is aborted ends with the reason', async () => {
  await using server = await serve(() => undefined);
  const abort = new AbortController();
  const endless = new ReadableStream<Uint8Array>({
    pull() {
      abort.abort(new Error('the train was cancelled'));
    },
  });
  const asset = { name: 'a.txt', size: 10, open: () => endless };
  const upload = unpaced('http://api.invalid').uploadAsset(draftAt(`${server.url}/uploads`), asset, abort.signal);
  await expect(upload).rejects.toThrow('the train was cancelled');
});

test('memory stays flat however big the upload is', { timeout: 60_000 }, async () => {
  const size = 512 * 1024 ** 2;
  let arrived = 0;
  const server = createServer((request, response) => {
    request.on('data', (chunk: Buffer) => (arrived += chunk.byteLength));
    request.on('end', () => {
      response.writeHead(201, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ id: 1, name: 'big', size: arrived, state: 'uploaded', digest: null }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const before = process.memoryUsage().arrayBuffers;
  let peak = 0;
  function* chunks() {
    for (let sent = 0; sent < size; sent += 65_536) {
      peak = Math.max(peak, process.memoryUsage().arrayBuffers);
      yield new Uint8Array(65_536);
    }
  }
  const asset = { name: 'big', size, open: () => ReadableStream.from(chunks()) };
  expect(await unpaced('http://api.invalid').uploadAsset(draftAt(url), asset, never)).toMatchObject({ size });
  expect(peak - before).toBeLessThan(size / 2);
  server.close();
  server.closeAllConnections();
});
