import { expect, test } from 'vitest';
import { perform } from './support/one-try.ts';
import { APP } from './support/releases.ts';
import { startStage, type Stage } from './support/stage.ts';

const listed = async ({ activities }: Stage, tag: string | null) => {
  const { assets, ...release } = await perform(activities.listReleaseFiles, { ...APP, tag, before: 'v1.4.0' });
  return { ...release, files: assets?.map(({ name }) => name) ?? null };
};

test('the files of the release of a tag are listed, also of a prerelease', async () => {
  const stage = await startStage();
  const release = { tag: 'v1.3.0-rc.1', prerelease: true, files: { 'a.deb': 'a', 'b.deb': 'b' } };
  await stage.simulator.publishRelease('acme/app', release);
  expect(await listed(stage, 'v1.3.0-rc.1')).toEqual({ ...APP, tag: 'v1.3.0-rc.1', files: ['a.deb', 'b.deb'] });
});

test('a release that is not there has no list', async () => {
  const stage = await startStage();
  await stage.simulator.draftRelease('acme/app', { tag: 'v1.3.0' });
  expect(await listed(stage, 'v1.3.0')).toEqual({ ...APP, tag: 'v1.3.0', files: null });
  expect(await listed(stage, null)).toEqual({ ...APP, tag: '(any)', files: null });
});

test('the last release is the one that was published last, but neither a prerelease nor the one being made', async () => {
  const stage = await startStage();
  await stage.simulator.publishRelease('acme/app', { tag: 'v1.2.0', files: { 'old.zip': '1' } });
  await stage.simulator.publishRelease('acme/app', { tag: 'v1.3.0', files: { 'new.zip': '2' } });
  await stage.simulator.publishRelease('acme/app', { tag: 'v1.4.0-rc.1', prerelease: true });
  await stage.simulator.publishRelease('acme/app', { tag: 'v1.4.0' });
  await stage.simulator.draftRelease('acme/app', { tag: 'v1.5.0' });
  expect(await listed(stage, null)).toEqual({ ...APP, tag: 'v1.3.0', files: ['new.zip'] });
});

test('a file whose upload broke off is not there', async () => {
  const stage = await startStage();
  const { id } = await stage.simulator.publishRelease('acme/app', { tag: 'v1.3.0' });
  const broken = { kind: 'status', status: 502, executed: false } as const;
  stage.simulator.fault({ operation: 'repos/upload-release-asset', effect: broken });
  const release = await stage.github.release(APP, id);
  if (release === null) throw new Error('There is no release');
  const open = () => ReadableStream.from([new TextEncoder().encode('x')]);
  const uploading = stage.github.uploadAsset(release, { name: 'a', size: 1, open }, new AbortController().signal);
  await expect(uploading).rejects.toMatchObject({ kind: 'unavailable' });
  expect(await listed(stage, 'v1.3.0')).toMatchObject({ files: [] });
});
