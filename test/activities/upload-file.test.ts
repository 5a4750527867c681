import { expect, test } from 'vitest';
import { perform } from './support/one-try.ts';
import { assetsOf, beforeUpload, publishedByHand } from './support/releases.ts';
import { activitiesAt, asked, temporaryStaging } from './support/stage.ts';

const UPLOAD = 'repos/upload-release-asset';

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
  await stage.simulator.addReleaseFile('acme/app', releaseId, file.name, 'of an earlier build');
  await perform(stage.activities.uploadFile, { ...place, file });
  expect(assetsOf(stage)).toMatchObject([whole]);
});

test('nothing is added to a published release, nor taken from it', async () => {
  const { stage, file, place, releaseId } = await beforeUpload();
  await stage.simulator.addReleaseFile('acme/app', releaseId, file.name, 'published like this');
  const { url } = publishedByHand(stage, releaseId);
  await expect(perform(stage.activities.uploadFile, { ...place, file })).rejects.toMatchObject({
    type: 'Refused',
    nonRetryable: true,
    message: `${file.name} can't be uploaded: the release ${url} is published by now.`,
  });
  expect(assetsOf(stage)).toMatchObject([{ name: file.name, size: 'published like this'.length }]);
  expect(asked(stage, 'repos/delete-release-asset')).toBe(0);
});

test('a file that is in the published release already is fine', async () => {
  const { stage, file, place, releaseId } = await beforeUpload();
  await perform(stage.activities.uploadFile, { ...place, file });
  publishedByHand(stage, releaseId);
  await perform(stage.activities.uploadFile, { ...place, file });
  expect(asked(stage, UPLOAD)).toBe(1);
});

test('a draft that is gone is refused', async () => {
  const { stage, file, place } = await beforeUpload();
  const uploading = perform(stage.activities.uploadFile, { ...place, releaseId: 999, file });
  await expect(uploading).rejects.toMatchObject({
    type: 'Refused',
    nonRetryable: true,
    message: "The draft 999 in acme/app was removed, or the token can't see it any more. Start the release again.",
  });
});
