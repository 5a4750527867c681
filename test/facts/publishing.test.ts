import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { perform } from '../activities/support/one-try.ts';
import { APP, assetsOf, beforeUpload, openedDraft } from '../activities/support/releases.ts';
import { asked, startStage } from '../activities/support/stage.ts';

const UPLOAD = 'repos/upload-release-asset';
const UPDATE = 'repos/update-release';

/** What the port says of an outage: the engine tries again. */
const OUTAGE = { type: 'GitHubUnavailable', nonRetryable: false };

/** A proxy's answer to a request that GitHub never saw whole. */
const BAD_GATEWAY = { kind: 'status', status: 502, executed: false } as const;

test('getsentry/craft#313 and goreleaser#1382: a starter that a 502 left makes way for the next try', async () => {
  const { stage, file, place, whole } = await beforeUpload();
  stage.simulator.fault({ operation: UPLOAD, effect: BAD_GATEWAY });
  await expect(perform(stage.activities.uploadFiles, { ...place, files: [file] })).rejects.toMatchObject(OUTAGE);
  expect(assetsOf(stage)).toMatchObject([{ name: file.name, state: 'starter' }]);
  await perform(stage.activities.uploadFiles, { ...place, files: [file] });
  expect(assetsOf(stage)).toMatchObject([whole]);
});

test('cli/cli#7178 and ncipollo/release-action#149: an upload that arrived before a reset is not sent again', async () => {
  const { stage, file, place, whole } = await beforeUpload();
  stage.simulator.fault({ operation: UPLOAD, effect: { kind: 'reset', executed: true } });
  await expect(perform(stage.activities.uploadFiles, { ...place, files: [file] })).rejects.toMatchObject(OUTAGE);
  await perform(stage.activities.uploadFiles, { ...place, files: [file] });
  expect(assetsOf(stage)).toMatchObject([whole]);
  expect(asked(stage, UPLOAD)).toBe(1);
});

test('concourse#116: a draft with a starter is not published', async () => {
  const { stage, file, place } = await beforeUpload();
  stage.simulator.fault({ operation: UPLOAD, effect: BAD_GATEWAY });
  await expect(perform(stage.activities.uploadFiles, { ...place, files: [file] })).rejects.toMatchObject(OUTAGE);
  await expect(perform(stage.activities.checkDraft, { ...place, files: [file] })).rejects.toMatchObject({
    nonRetryable: true,
    message: expect.stringContaining(`${file.name} is starter`) as string,
  });
});

test('python-semantic-release#1478 and vite-plus#1558: a draft without its files is not published', async () => {
  const { stage, file, place } = await beforeUpload();
  await expect(perform(stage.activities.checkDraft, { ...place, files: [file] })).rejects.toMatchObject({
    nonRetryable: true,
    message: expect.stringContaining(`${file.name} is missing`) as string,
  });
});

test('stella#5698: a draft that a 502 kept from being published is published by the next try', async () => {
  const stage = await startStage(undefined, { faults: [{ operation: UPDATE, effect: BAD_GATEWAY }] });
  const draft = await openedDraft(stage);
  await expect(perform(stage.activities.publishRelease, draft)).rejects.toMatchObject(OUTAGE);
  expect(stage.simulator.releases('acme/app')).toMatchObject([{ draft: true }]);
  await perform(stage.activities.publishRelease, draft);
  expect(stage.simulator.releases('acme/app')).toMatchObject([{ id: draft.releaseId, draft: false }]);
});

test('genie#2803: an outage of the list of releases makes no second draft, and nothing is looked up by tag', async () => {
  const stage = await startStage();
  const draft = await openedDraft(stage);
  stage.simulator.fault({ operation: 'repos/list-releases', effect: BAD_GATEWAY });
  stage.simulator.fault({ operation: 'repos/get-release-by-tag', times: Infinity, effect: BAD_GATEWAY });
  await expect(perform(stage.activities.openDraft, draft.order)).rejects.toMatchObject(OUTAGE);
  await perform(stage.activities.publishRelease, draft);
  expect(stage.simulator.releases('acme/app')).toMatchObject([{ id: draft.releaseId, draft: false }]);
  expect(asked(stage, 'repos/create-release')).toBe(1);
});

test('openzim-mcp#215: an immutable release gets its files as a draft, and is not touched once it is published', async () => {
  const stage = await startStage(undefined, { repositories: [{ ...APP, immutableReleases: true, workflows: [] }] });
  const draft = await openedDraft(stage);
  await stage.simulator.addReleaseFile('acme/app', draft.releaseId, 'a.txt', 'content');
  const published = await perform(stage.activities.publishRelease, draft);
  expect(await perform(stage.activities.publishRelease, draft)).toEqual(published);
  expect(stage.simulator.releases('acme/app')).toMatchObject([{ draft: false, assets: [{ name: 'a.txt' }] }]);
  expect(asked(stage, UPDATE)).toBe(1);
});

test('tauri-action#914: the update that publishes says the tag and its commit again', async () => {
  const stage = await startStage();
  const draft = await openedDraft(stage);
  const { order } = draft;
  await perform(stage.activities.publishRelease, draft);
  const updates = stage.simulator.requests().filter(({ operation }) => operation === UPDATE);
  expect(updates).toMatchObject([{ body: { draft: false, tag_name: order.tag, target_commitish: order.commit } }]);
});

test(
  'tcnksm/ghr#60 and appveyor#3275: a draft of more than 100 files is read back whole',
  { timeout: 60_000 },
  async () => {
    const stage = await startStage();
    const { releaseId, place } = await openedDraft(stage);
    const names = Array.from({ length: 101 }, (_, index) => `${index}.txt`);
    for (const name of names) await stage.simulator.addReleaseFile('acme/app', releaseId, name, name);
    const files = names.map((name) => ({ name, size: name.length, sha256: sha256(name) }));
    await perform(stage.activities.checkDraft, { ...place, files });
    await expect(perform(stage.activities.checkDraft, { ...place, files: files.slice(0, 100) })).rejects.toMatchObject({
      message: expect.stringContaining('100.txt is not ours') as string,
    });
  },
);

test('GitHub on uploading assets: a file that GitHub renames is told, and nothing is published', async () => {
  const { stage, file, place } = await beforeUpload();
  const strange = { ...file, name: 'a b.txt' };
  await perform(stage.activities.uploadFiles, { ...place, files: [strange] });
  await expect(perform(stage.activities.checkDraft, { ...place, files: [strange] })).rejects.toMatchObject({
    nonRetryable: true,
    message: expect.stringContaining('a b.txt is missing; a.b.txt is not ours') as string,
  });
});

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
