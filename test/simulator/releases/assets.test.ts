import { request } from 'node:http';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';

import type { Octokit } from '@octokit/rest';
import { expect, test } from 'vitest';

import type { Fault } from '../../../simulator/scenario-faults.ts';
import { receiveHooks } from '../hook-receiver.ts';
import { refusal } from '../refusal.ts';
import { inLibrary, library, start } from '../started.ts';

interface Draft {
  readonly id: number;
  readonly upload_url: string;
}

async function makeDraft(octokit: Octokit): Promise<Draft> {
  return (await octokit.repos.createRelease({ ...inLibrary, tag_name: 'v1.0.0', draft: true })).data;
}

async function upload(octokit: Octokit, draft: Draft, name: string, data = 'content') {
  const headers = { 'content-type': 'application/octet-stream' };
  return await octokit.repos.uploadReleaseAsset({
    ...inLibrary,
    release_id: draft.id,
    url: draft.upload_url,
    name,
    data,
    headers,
  });
}

const brokenUpload: Fault = {
  operation: 'repos/upload-release-asset',
  effect: { kind: 'status', status: 502, executed: false },
};

test('an upload that GitHub breaks off leaves a starter, which takes its name until it is deleted', async () => {
  const { simulator, octokit } = await start({ faults: [brokenUpload] });
  const draft = await makeDraft(octokit);
  expect((await refusal(upload(octokit, draft, 'library'))).status).toBe(502);
  const { data: assets } = await octokit.repos.listReleaseAssets({ ...inLibrary, release_id: draft.id });
  expect(assets).toMatchObject([{ name: 'library', state: 'starter', size: 0, digest: null }]);
  expect(simulator.releases('acme/library')[0]?.assets).toMatchObject([{ state: 'starter', digest: null }]);
  expect((await refusal(upload(octokit, draft, 'library'))).response?.data).toMatchObject({
    errors: [{ code: 'already_exists', field: 'name' }],
  });
  const starter = { ...inLibrary, asset_id: assets[0]?.id ?? 0 };
  const asFile = { headers: { accept: 'application/octet-stream' } };
  expect((await refusal(octokit.repos.getReleaseAsset({ ...starter, ...asFile }))).status).toBe(404);
  await octokit.repos.deleteReleaseAsset(starter);
  expect((await upload(octokit, draft, 'library')).data.state).toBe('uploaded');
});

test('a release that is published with a starter tells of it as it is', async () => {
  const { url, received } = await receiveHooks();
  const webhooks = [{ url, secret: 'hush', events: ['release'] }];
  const { simulator, octokit } = await start({ faults: [brokenUpload], webhooks });
  const draft = await makeDraft(octokit);
  await refusal(upload(octokit, draft, 'library'));
  await octokit.repos.updateRelease({ ...inLibrary, release_id: draft.id, draft: false });
  await simulator.when(() => received.length === 2);
  expect(received.every(({ body }) => body.includes('"state":"starter"'))).toBe(true);
});

test('a file that is larger than allowed is refused, whether its size is told before or seen after', async () => {
  const { octokit } = await start({ largestAsset: 10 });
  const draft = await makeDraft(octokit);
  expect((await upload(octokit, draft, 'fits', 'x'.repeat(10))).status).toBe(201);
  const tooLarge = { errors: [{ field: 'size', message: 'size must be less than or equal to 11' }] };
  const announced = await refusal(upload(octokit, draft, 'large', 'x'.repeat(11)));
  expect(announced.response?.data).toMatchObject(tooLarge);
  const streamed = await fetch(draft.upload_url.replace('{?name,label}', '?name=streamed'), {
    method: 'POST',
    headers: { authorization: 'Bearer secret-token', 'content-type': 'application/zip' },
    body: Readable.toWeb(Readable.from([Buffer.alloc(11)])),
    duplex: 'half',
  });
  expect([streamed.status, await streamed.json()]).toMatchObject([422, tooLarge]);
});

/** Says that so many bytes will come, sends none of them, and gives the answer. */
async function announceUpload(url: string, bytes: number): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const headers = { authorization: 'Bearer secret-token', 'content-length': bytes };
  const sending = request(url, { method: 'POST', headers }, (response) => {
    text(response).then(resolve, reject);
  });
  sending.once('error', reject).flushHeaders();
  const answer = await promise;
  sending.destroy();
  return answer;
}

test('two gibibytes are one byte too many, in the words of GitHub', async () => {
  const { octokit } = await start();
  const draft = await makeDraft(octokit);
  const response = await announceUpload(draft.upload_url.replace('{?name,label}', '?name=large'), 2 ** 31);
  expect(response).toContain('size must be less than or equal to 2147483648');
});

test('an asset gets another name and label, unless the name is taken', async () => {
  const { octokit } = await start();
  const draft = await makeDraft(octokit);
  const { data } = await upload(octokit, draft, 'library');
  await upload(octokit, draft, 'taken');
  const asset = { ...inLibrary, asset_id: data.id };
  const renamed = await octokit.repos.updateReleaseAsset({ ...asset, name: 'library 2', label: 'Library' });
  expect(renamed.data).toMatchObject({ name: 'library.2', label: 'Library', digest: data.digest });
  const relabelled = await octokit.repos.updateReleaseAsset({ ...asset, name: 'library.2', label: 'The library' });
  expect(relabelled.data).toMatchObject({ name: 'library.2', label: 'The library' });
  const taken = await refusal(octokit.repos.updateReleaseAsset({ ...asset, name: 'taken' }));
  expect(taken.response?.data).toMatchObject({ errors: [{ code: 'already_exists' }] });
});

test('an asset of an immutable release keeps its name', async () => {
  const { octokit } = await start({ repositories: [library({ immutableReleases: true })] });
  const draft = await makeDraft(octokit);
  const { data } = await upload(octokit, draft, 'library');
  await octokit.repos.updateRelease({ ...inLibrary, release_id: draft.id, draft: false });
  const change = octokit.repos.updateReleaseAsset({ ...inLibrary, asset_id: data.id, name: 'other' });
  expect((await refusal(change)).message).toContain('immutable release');
});
