import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';

import type { Octokit } from '@octokit/rest';
import { expect, test } from 'vitest';

import { refusal } from '../refusal.ts';
import { inLibrary, library, start } from '../started.ts';

const content = 'the bytes of a release asset';
const digest = `sha256:${createHash('sha256').update(content).digest('hex')}`;

test('an upload is hashed and sized as it comes, and can be downloaded again', async () => {
  const { simulator, octokit } = await start();
  const draft = await makeDraft(octokit);
  const { status, data } = await upload(octokit, draft, 'library-linux-x86_64', content);
  expect(status).toBe(201);
  expect(data).toMatchObject({ name: 'library-linux-x86_64', state: 'uploaded', size: content.length, digest });
  const raw = await octokit.repos.getReleaseAsset({
    ...inLibrary,
    asset_id: data.id,
    headers: { accept: 'application/octet-stream' },
  });
  // Octokit's types know only the JSON of an asset.
  const body: unknown = raw.data;
  expect(body instanceof ArrayBuffer && Buffer.from(body).toString()).toBe(content);
  expect(simulator.releases('acme/library')[0]?.assets).toMatchObject([{ name: data.name, digest, state: 'uploaded' }]);
});

test('an upload without a length is taken as a stream', async () => {
  const { octokit } = await start();
  const draft = await makeDraft(octokit);
  const url = draft.upload_url.replace('{?name,label}', '?name=streamed&label=Streamed');
  const response = await fetch(url, {
    method: 'POST',
    headers: { authorization: 'Bearer secret-token', 'content-type': 'application/zip' },
    body: Readable.toWeb(Readable.from([Buffer.from(content)])),
    duplex: 'half',
  });
  expect(response.status).toBe(201);
  expect(await response.json()).toMatchObject({ label: 'Streamed', content_type: 'application/zip', digest });
});

test('an upload that the client breaks off leaves nothing behind', async () => {
  const { simulator, octokit } = await start();
  const draft = await makeDraft(octokit);
  const breakingOff = new AbortController();
  async function* endless(): AsyncGenerator<Buffer> {
    yield Buffer.from(content);
    await simulator.when(() =>
      simulator.requests().some(({ operation }) => operation === 'repos/upload-release-asset'),
    );
    breakingOff.abort();
  }
  const broken = fetch(draft.upload_url.replace('{?name,label}', '?name=library'), {
    method: 'POST',
    headers: { authorization: 'Bearer secret-token' },
    body: Readable.toWeb(Readable.from(endless())),
    duplex: 'half',
    signal: breakingOff.signal,
  });
  await expect(broken).rejects.toThrow();
  await simulator.when(() => simulator.requests().every(({ status }) => status !== 0));
  expect(simulator.releases('acme/library')[0]?.assets).toEqual([]);
  expect((await upload(octokit, draft, 'library', content)).status).toBe(201);
});

test('a name that is taken is refused with the body that GitHub sends', async () => {
  const { octokit } = await start();
  const draft = await makeDraft(octokit);
  await upload(octokit, draft, 'library', content);
  const error = await refusal(upload(octokit, draft, 'library', 'other'));
  expect(error.status).toBe(422);
  expect(error.response?.data).toMatchObject({
    message: 'Validation Failed',
    errors: [{ resource: 'ReleaseAsset', code: 'already_exists', field: 'name' }],
  });
});

test('characters that GitHub does not like in a name become dots', async () => {
  const { octokit } = await start();
  const { data } = await upload(octokit, await makeDraft(octokit), 'library (1) ä.zip', content);
  expect(data.name).toBe('library.1.zip');
});

test('assets are listed in pages, and with their release', async () => {
  const { octokit } = await start();
  const draft = await makeDraft(octokit);
  for (const name of ['a', 'b', 'c']) await upload(octokit, draft, name, content);
  const inDraft = { ...inLibrary, release_id: draft.id };
  const page = await octokit.repos.listReleaseAssets({ ...inDraft, per_page: 2, page: 2 });
  expect(page.data.map(({ name }) => name)).toEqual(['c']);
  const { data } = await octokit.repos.getRelease(inDraft);
  expect(data.assets.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
});

test('a deleted asset frees its name', async () => {
  const { octokit } = await start();
  const draft = await makeDraft(octokit);
  const { data } = await upload(octokit, draft, 'library', content);
  const asset = { ...inLibrary, asset_id: data.id };
  expect((await octokit.repos.deleteReleaseAsset(asset)).status).toBe(204);
  expect((await refusal(octokit.repos.getReleaseAsset(asset))).status).toBe(404);
  expect((await upload(octokit, draft, 'library', content)).status).toBe(201);
});

test('an immutable release takes no asset and gives none away', async () => {
  const { octokit } = await start({ repositories: [library({ immutableReleases: true })] });
  const draft = await makeDraft(octokit);
  const { data } = await upload(octokit, draft, 'library', content);
  await octokit.repos.updateRelease({ ...inLibrary, release_id: draft.id, draft: false });
  expect((await refusal(upload(octokit, draft, 'late', content))).message).toContain(
    'Cannot upload assets to an immutable release',
  );
  expect((await refusal(octokit.repos.deleteReleaseAsset({ ...inLibrary, asset_id: data.id }))).status).toBe(422);
});

test('a release takes no more than 1,000 assets', async () => {
  const { octokit } = await start();
  const draft = await makeDraft(octokit);
  const names = Array.from({ length: 1000 }, (_, index) => `file-${index}`);
  for (let from = 0; from < names.length; from += 50) {
    await Promise.all(names.slice(from, from + 50).map((name) => upload(octokit, draft, name, name)));
  }
  expect((await refusal(upload(octokit, draft, 'one-more', content))).response?.data).toMatchObject({
    errors: [{ field: 'file_count', message: 'file_count limited to 1000 assets' }],
  });
}, 60_000);

interface Draft {
  readonly id: number;
  readonly upload_url: string;
}

async function makeDraft(octokit: Octokit): Promise<Draft> {
  return (await octokit.repos.createRelease({ ...inLibrary, tag_name: 'v1.0.0', draft: true })).data;
}

async function upload(octokit: Octokit, draft: Draft, name: string, data: string) {
  return await octokit.repos.uploadReleaseAsset({
    ...inLibrary,
    release_id: draft.id,
    url: draft.upload_url,
    name,
    data,
    headers: { 'content-type': 'application/octet-stream' },
  });
}
