import { expect, test } from 'vitest';
import type { Scenario } from '../../simulator/scenario.ts';
import { perform } from './support/one-try.ts';
import { APP, collectedFile, openedDraft, publishOrder, releaseOf } from './support/releases.ts';
import { asked, startStage } from './support/stage.ts';

const WRITES = [
  'repos/create-release',
  'repos/update-release',
  'repos/delete-release-asset',
  'repos/upload-release-asset',
  'git/create-ref',
];

/** A person published v1.4.0 in acme/app, which started the train. */
async function afterRelease(differences: Partial<Scenario> = {}, files: Readonly<Record<string, string>> = {}) {
  const stage = await startStage(undefined, differences);
  const theirs = { tag: 'v1.4.0', name: 'Spring', body: 'What I wrote', prerelease: true, files };
  const { id } = await stage.simulator.publishRelease('acme/app', theirs);
  return { stage, id };
}

test('the release that started the train is taken as it is: only files are added', async () => {
  const { stage, id } = await afterRelease({}, { 'notes.pdf': 'a document of theirs' });
  const file = await collectedFile(stage);
  const before = releaseOf(stage, id);
  const { place, ...opened } = await openedDraft(stage, { adopts: true });
  expect(opened).toMatchObject({ releaseId: id, adopted: true });
  await perform(stage.activities.uploadFiles, { ...place, files: [file] });
  await perform(stage.activities.checkDraft, { ...place, files: [file] });
  expect(await perform(stage.activities.publishRelease, opened)).toEqual({ url: before.url, immutable: false });
  const { assets, ...after } = releaseOf(stage, id);
  expect(after).toEqual({ ...before, assets: undefined });
  expect(assets.map(({ name }) => name)).toEqual(['notes.pdf', file.name]);
  expect(asked(stage, 'repos/update-release')).toBe(0);
});

test('a release that is immutable takes no files any more, and what helps is said', async () => {
  const { stage, id } = await afterRelease({ repositories: [{ ...APP, immutableReleases: true, workflows: [] }] });
  await expect(openedDraft(stage, { adopts: true })).rejects.toMatchObject({
    type: 'Refused',
    nonRetryable: true,
    message: expect.stringMatching(
      new RegExp(
        `^${releaseOf(stage, id).url} started this train, but it is immutable .* another repository than acme/app`,
      ),
    ) as string,
  });
  for (const operation of WRITES) expect(asked(stage, operation), operation).toBe(0);
});

test("a person's file of the same name stops the train, and stays", async () => {
  const { stage, id } = await afterRelease({}, { 'core-v1.4.0.tar.gz': 'built on my machine' });
  const file = await collectedFile(stage);
  const { place } = await openedDraft(stage, { adopts: true });
  await expect(perform(stage.activities.uploadFiles, { ...place, files: [file] })).rejects.toMatchObject({
    type: 'Refused',
    nonRetryable: true,
    message:
      `${releaseOf(stage, id).url} has a file core-v1.4.0.tar.gz already that is not what was built. ` +
      'Remove it there, and start the release again.',
  });
  expect(releaseOf(stage, id).assets).toMatchObject([{ name: file.name, size: 'built on my machine'.length }]);
  for (const operation of WRITES) expect(asked(stage, operation), operation).toBe(0);
});

test('an upload that broke off in it is mended: what is not whole is no file of theirs', async () => {
  const { stage, id } = await afterRelease();
  const file = await collectedFile(stage);
  const { place } = await openedDraft(stage, { adopts: true });
  const fault = { kind: 'status', status: 502, executed: false } as const;
  stage.simulator.fault({ operation: 'repos/upload-release-asset', effect: fault });
  await expect(perform(stage.activities.uploadFiles, { ...place, files: [file] })).rejects.toMatchObject({
    nonRetryable: false,
  });
  await perform(stage.activities.uploadFiles, { ...place, files: [file] });
  expect(releaseOf(stage, id).assets).toMatchObject([{ name: file.name, size: file.size, state: 'uploaded' }]);
});

test('a release whose tag is at another commit is not added to', async () => {
  const { stage, id } = await afterRelease();
  await stage.simulator.push('acme/app');
  const order = await publishOrder(stage, { adopts: true });
  await expect(perform(stage.activities.openDraft, order)).rejects.toMatchObject({
    type: 'Refused',
    message: expect.stringContaining(`and the release is of ${order.commit}`) as string,
  });
  expect(releaseOf(stage, id).assets).toEqual([]);
});

test('where the release is gone again, one of our own is made for the tag that it left', async () => {
  const { stage, id } = await afterRelease();
  stage.simulator.deleteRelease('acme/app', id);
  const { releaseId, adopted } = await openedDraft(stage, { adopts: true });
  expect(adopted).toBe(false);
  expect(releaseOf(stage, releaseId)).toMatchObject({ tag: 'v1.4.0', draft: true });
});

test('a release that a person published, but that did not start the train, is left alone', async () => {
  const { stage } = await afterRelease();
  await expect(openedDraft(stage)).rejects.toMatchObject({
    type: 'Refused',
    message: expect.stringContaining('already has a release v1.4.0 that this train did not make') as string,
  });
});
