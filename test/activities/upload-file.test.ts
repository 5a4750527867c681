import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import type { CollectedFile } from '../../src/domain/publish-order.ts';
import { artifact } from '../support/actions-runs.ts';
import { CORE } from './support/builds.ts';
import { type AssetAnswer, oneRelease, PLACE } from './support/one-release.ts';
import { perform } from './support/one-try.ts';
import { APP, collectedFile, openedDraft, uploadByHand } from './support/releases.ts';
import { activitiesAt, asked, startStage, type Stage, temporaryFolder, temporaryStaging } from './support/stage.ts';

const UPLOAD = 'repos/upload-release-asset';
const NAME = 'core-v1.4.0.tar.gz';

const assetsOf = ({ simulator }: Stage) => simulator.releases('acme/app').flatMap(({ assets }) => assets);

/** A draft, and a file that was collected for it. */
async function beforeUpload() {
  const stage = await startStage();
  const file = await collectedFile(stage);
  return {
    stage,
    file,
    whole: { name: NAME, size: file.size, digest: `sha256:${file.sha256}`, state: 'uploaded' },
    ...(await openedDraft(stage)),
  };
}

test('a file is uploaded once, however often it is asked for', async () => {
  const { stage, file, place, whole } = await beforeUpload();
  for (let count = 0; count < 2; count += 1) await perform(stage.activities.uploadFile, { ...place, file });
  expect(assetsOf(stage)).toMatchObject([whole]);
  expect(asked(stage, UPLOAD)).toBe(1);
});

test('a worker that shares no disk with the one which collected fetches what it lacks', async () => {
  const { stage, file, place, whole } = await beforeUpload();
  const elsewhere = await activitiesAt(stage.simulator.url, { staging: await temporaryStaging() });
  await perform(elsewhere.uploadFile, { ...place, file });
  expect(assetsOf(stage)).toMatchObject([whole]);
  expect(asked(stage, 'actions/download-artifact')).toBe(2);
});

test('what the own disk has is not fetched again', async () => {
  const { stage, file, place } = await beforeUpload();
  await perform(stage.activities.uploadFile, { ...place, file });
  expect(asked(stage, 'actions/download-artifact')).toBe(1);
});

test('another file under the name makes way as long as the release is a draft', async () => {
  const { stage, file, place, whole, releaseId } = await beforeUpload();
  await uploadByHand(stage, releaseId, NAME, 'of an earlier build');
  await perform(stage.activities.uploadFile, { ...place, file });
  expect(assetsOf(stage)).toMatchObject([whole]);
});

test('nothing is added to a published release, nor taken from it', async () => {
  const { stage, file, place, order, releaseId } = await beforeUpload();
  await uploadByHand(stage, releaseId, NAME, 'published like this');
  const { url } = await stage.github.publish(APP, releaseId, order);
  await expect(perform(stage.activities.uploadFile, { ...place, file })).rejects.toMatchObject({
    type: 'Refused',
    nonRetryable: true,
    message: `${NAME} can't be uploaded: the release ${url} is no draft any more.`,
  });
  expect(assetsOf(stage)).toMatchObject([{ name: NAME, size: 'published like this'.length }]);
  expect(asked(stage, 'repos/delete-release-asset')).toBe(0);
});

test('a file that is in the published release already is fine', async () => {
  const { stage, file, place, order, releaseId } = await beforeUpload();
  await perform(stage.activities.uploadFile, { ...place, file });
  await stage.github.publish(APP, releaseId, order);
  await perform(stage.activities.uploadFile, { ...place, file });
  expect(asked(stage, UPLOAD)).toBe(1);
});

test('a draft that is gone is refused', async () => {
  const stage = await startStage();
  const file = await collectedFile(stage);
  const uploading = perform(stage.activities.uploadFile, { ...PLACE, releaseId: 999, file });
  await expect(uploading).rejects.toMatchObject({ type: 'GitHubRefused', nonRetryable: true });
});

const TEXT = 'content';
const SHA256 = createHash('sha256').update(TEXT).digest('hex');
const TEXT_FILE: CollectedFile = {
  name: 'a.txt',
  size: TEXT.length,
  sha256: SHA256,
  from: { alias: 'core', ...CORE, artifact: artifact('a.txt') },
};
const WHOLE: AssetAnswer = { id: 6, name: 'a.txt', size: TEXT.length, state: 'uploaded', digest: `sha256:${SHA256}` };

/** Uploads the text to a GitHub that is ill, and says what was asked of it. */
async function uploadedTo(oddity: Parameters<typeof oneRelease>[0]) {
  await using server = await oneRelease(oddity);
  const staging = await temporaryStaging();
  await staging.of(PLACE.train).stage(Readable.from([Buffer.from(TEXT)]), { expectedDigest: null });
  const { uploadFile } = await activitiesAt(server.url, { staging });
  await perform(uploadFile, { ...PLACE, file: TEXT_FILE });
  return server.received.map(({ method, path }) => `${method} ${path.replace(/\?.*/, '')}`);
}

test('an upload that broke off, and left a name that is taken and a file that is not whole, makes way', async () => {
  const starter = { ...WHOLE, id: 5, size: 0, state: 'starter', digest: null };
  const requests = await uploadedTo({ assets: [starter], upload: { status: 201, body: WHOLE } });
  expect(requests).toEqual([
    'GET /repos/acme/app/releases/1/assets',
    'GET /repos/acme/app/releases/1',
    'DELETE /repos/acme/app/releases/assets/5',
    'POST /uploads/repos/acme/app/releases/1/assets',
  ]);
});

test('an old server that tells no digest is believed by the size', async () => {
  const requests = await uploadedTo({ assets: [{ ...WHOLE, digest: null }], upload: { status: 500, body: {} } });
  expect(requests).toEqual(['GET /repos/acme/app/releases/1/assets']);
});

test.each([
  ['cut off', { ...WHOLE, size: 3, digest: null }],
  ['changed', { ...WHOLE, digest: `sha256:${'0'.repeat(64)}` }],
  ['left unfinished', { ...WHOLE, state: 'starter' }],
])('what GitHub has %s on the way is tried again', async (_, body) => {
  const uploading = uploadedTo({ assets: [], upload: { status: 201, body } });
  await expect(uploading).rejects.toThrow(`GitHub keeps a.txt as ${body.state}, ${body.size} bytes`);
  await expect(uploading).rejects.not.toHaveProperty('nonRetryable', true);
});

test('a name that was taken between look and upload is looked at again', async () => {
  const errors = [{ resource: 'ReleaseAsset', code: 'already_exists', field: 'name' }];
  const body = { message: 'Validation Failed', errors };
  const uploading = uploadedTo({ assets: [], upload: { status: 422, body } });
  await expect(uploading).rejects.toThrow('already_exists');
  await expect(uploading).rejects.not.toHaveProperty('nonRetryable', true);
});

test('the list of checksums is accepted by sha256sum, over the files as a consumer downloads them', async () => {
  const { stage, file, place, releaseId } = await beforeUpload();
  await perform(stage.activities.uploadFile, { ...place, file });
  await uploadByHand(stage, releaseId, 'a.txt', TEXT);
  const checksums = await perform(stage.activities.uploadChecksums, { ...place, files: [file, TEXT_FILE] });
  await stage.github.publish(APP, releaseId, (await openedDraft(stage)).order);

  const folder = await temporaryFolder();
  const assets = assetsOf(stage);
  for (const { name, url } of assets) {
    await writeFile(join(folder, name), Buffer.from(await (await fetch(url)).arrayBuffer()));
  }
  const { stdout } = await promisify(execFile)('sha256sum', ['--check', '--strict', 'SHA256SUMS'], { cwd: folder });
  expect(stdout).toBe(`a.txt: OK\n${NAME}: OK\n`);
  const { name, size, digest } = assets.find((asset) => asset.name === 'SHA256SUMS') ?? {};
  expect({ name, size, digest }).toEqual({ ...checksums, sha256: undefined, digest: `sha256:${checksums.sha256}` });
});

test('the list of checksums is uploaded once', async () => {
  const { stage, file, place } = await beforeUpload();
  const input = { ...place, files: [file] };
  const first = await perform(stage.activities.uploadChecksums, input);
  expect(await perform(stage.activities.uploadChecksums, input)).toEqual(first);
  expect(asked(stage, UPLOAD)).toBe(1);
});
