import { expect, test } from 'vitest';
import { perform } from './support/one-try.ts';
import { assetsOf, beforeUpload, openedDraft, publishedByHand } from './support/releases.ts';
import { activitiesAt, asked, startStage, temporaryStaging } from './support/stage.ts';
import { asWhole, stagedFile } from './support/staged-files.ts';

const UPLOAD = 'repos/upload-release-asset';

/** A draft, and three files that are staged for it. */
async function beforeThree() {
  const stage = await startStage();
  const draft = await openedDraft(stage);
  const staged = stage.staging.of(draft.place.train);
  const files = [];
  for (const name of ['a.txt', 'b.txt', 'c.txt']) files.push(await stagedFile(staged, name, `this is ${name}`));
  return { stage, files, ...draft };
}

const ALL_THREE = ['a.txt', 'b.txt', 'c.txt'].map((name) => asWhole(name, `this is ${name}`));

test('files are uploaded one after another, after one look for all of them', async () => {
  const { stage, files, place } = await beforeThree();
  const before = stage.simulator.requests().length;
  await perform(stage.activities.uploadFiles, { ...place, files });
  expect(assetsOf(stage)).toMatchObject(ALL_THREE);
  const operations = stage.simulator.requests().slice(before);
  expect(operations.map(({ operation }) => operation)).toEqual([
    'repos/list-release-assets',
    'repos/get-release',
    UPLOAD,
    UPLOAD,
    UPLOAD,
  ]);
});

test('only files that the release lacks are sent, however often all are asked for', async () => {
  const { stage, files, place } = await beforeThree();
  await perform(stage.activities.uploadFiles, { ...place, files: files.slice(1, 2) });
  for (let count = 0; count < 2; count += 1) await perform(stage.activities.uploadFiles, { ...place, files });
  expect(asked(stage, UPLOAD)).toBe(3);
  expect(assetsOf(stage)).toHaveLength(3);
  expect(assetsOf(stage)).toMatchObject([ALL_THREE[1], ALL_THREE[0], ALL_THREE[2]]);
});

test('a worker that shares no disk with the one which collected fetches what it lacks', async () => {
  const { stage, file, place, whole } = await beforeUpload();
  const elsewhere = await activitiesAt(stage.simulator.url, { staging: await temporaryStaging() });
  await perform(elsewhere.uploadFiles, { ...place, files: [file] });
  expect(assetsOf(stage)).toMatchObject([whole]);
  expect(asked(stage, 'actions/download-artifact')).toBe(2);
});

test('what the own disk has is not fetched again', async () => {
  const { stage, file, place } = await beforeUpload();
  await perform(stage.activities.uploadFiles, { ...place, files: [file] });
  expect(asked(stage, 'actions/download-artifact')).toBe(1);
});

test('other files under the names make way as long as the release is a draft', async () => {
  const { stage, files, place, releaseId } = await beforeThree();
  for (const name of ['c.txt', 'a.txt']) await stage.simulator.addReleaseFile('acme/app', releaseId, name, 'earlier');
  await perform(stage.activities.uploadFiles, { ...place, files });
  expect(assetsOf(stage)).toMatchObject(ALL_THREE);
});

test('nothing is added to a published release, nor taken from it', async () => {
  const { stage, files, place, releaseId } = await beforeThree();
  await stage.simulator.addReleaseFile('acme/app', releaseId, 'b.txt', 'published like this');
  const { url } = publishedByHand(stage, releaseId);
  await expect(perform(stage.activities.uploadFiles, { ...place, files })).rejects.toMatchObject({
    type: 'Refused',
    nonRetryable: true,
    message: `a.txt can't be uploaded: the release ${url} is published by now. Delete it there or release another version, and start the release again.`,
  });
  expect(assetsOf(stage)).toMatchObject([{ name: 'b.txt', size: 'published like this'.length }]);
  expect(asked(stage, 'repos/delete-release-asset')).toBe(0);
});

test('files that are in the published release already are fine', async () => {
  const { stage, files, place, releaseId } = await beforeThree();
  await perform(stage.activities.uploadFiles, { ...place, files });
  publishedByHand(stage, releaseId);
  await perform(stage.activities.uploadFiles, { ...place, files });
  expect(asked(stage, UPLOAD)).toBe(3);
});

test("a person's file under the last name stops all of them before the first is sent", async () => {
  const stage = await startStage();
  await stage.simulator.publishRelease('acme/app', { tag: 'v1.4.0', files: { 'b.txt': 'built on my machine' } });
  const { place } = await openedDraft(stage, { adopts: true });
  const staged = stage.staging.of(place.train);
  const files = [await stagedFile(staged, 'a.txt', 'a'), await stagedFile(staged, 'b.txt', 'b')];
  await expect(perform(stage.activities.uploadFiles, { ...place, files })).rejects.toMatchObject({
    type: 'Refused',
    nonRetryable: true,
    message: expect.stringContaining('has a file b.txt already that is not what was built') as string,
  });
  expect(asked(stage, UPLOAD)).toBe(0);
});

test('a draft that is gone is refused', async () => {
  const { stage, files, place } = await beforeThree();
  await expect(perform(stage.activities.uploadFiles, { ...place, releaseId: 999, files })).rejects.toMatchObject({
    type: 'Refused',
    nonRetryable: true,
    message: "The draft 999 in acme/app was removed, or the token can't see it any more. Start the release again.",
  });
});
