import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { releaseFile } from '../support/publications.ts';
import { type AssetAnswer, oneRelease, PLACE } from './support/one-release.ts';
import { perform } from './support/one-try.ts';
import { activitiesAt, temporaryStaging } from './support/stage.ts';

const TEXT = 'content';
const SHA256 = createHash('sha256').update(TEXT).digest('hex');
const TEXT_FILE = releaseFile('a.txt', { size: TEXT.length, sha256: SHA256 });
const WHOLE: AssetAnswer = { id: 6, name: 'a.txt', size: TEXT.length, state: 'uploaded', digest: `sha256:${SHA256}` };

/** Uploads the text to a GitHub that is ill, and says what was asked of it. */
async function uploadedTo(oddity: Parameters<typeof oneRelease>[0]) {
  await using server = await oneRelease(oddity);
  const staging = await temporaryStaging();
  await staging.of(PLACE.train).stage(Readable.from([Buffer.from(TEXT)]), { expectedDigest: null });
  const { uploadFiles } = await activitiesAt(server.url, { staging });
  await perform(uploadFiles, { ...PLACE, files: [TEXT_FILE] });
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
  await expect(uploading).rejects.toThrow(
    new RegExp(
      `^GitHub keeps a.txt as ${body.state}, ${body.size} bytes, .* but it is 7 bytes, sha256:${SHA256}: .* proxies`,
    ),
  );
  await expect(uploading).rejects.not.toHaveProperty('nonRetryable', true);
});

test('a name that was taken between look and upload is looked at again', async () => {
  const errors = [{ resource: 'ReleaseAsset', code: 'already_exists', field: 'name' }];
  const body = { message: 'Validation Failed', errors };
  const uploading = uploadedTo({ assets: [], upload: { status: 422, body } });
  await expect(uploading).rejects.toThrow('already_exists');
  await expect(uploading).rejects.not.toHaveProperty('nonRetryable', true);
});
