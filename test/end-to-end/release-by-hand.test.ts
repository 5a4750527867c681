import { expect, test } from 'vitest';
import type { Simulator } from '../../simulator/simulator.ts';
import { repository, workflow } from '../support/acme.ts';
import { APP, beforeTagging, beforeUploading, FILE, theRelease } from '../support/held-releases.ts';
import { failureOf, startRelease } from '../support/start-trains.ts';

function uploadsOf(simulator: Simulator): number {
  return simulator.requests().filter(({ operation }) => operation === 'repos/upload-release-asset').length;
}

test('a draft that a person publishes when all is in it is the release, and its train succeeds', async () => {
  const { simulator, held, handle, draft } = await beforeTagging('acme-published-by-hand');
  const { commit } = simulator.publishDraft(APP, draft.id);
  await held.release();
  const { publishing } = await handle.result();
  expect(publishing).toMatchObject({ status: 'published', release: { id: draft.id, draft: false } });
  const { assets, ...release } = theRelease({ simulator });
  expect(release).toMatchObject({ id: draft.id, draft: false, tag: 'v1.4.0' });
  expect(assets.map(({ name }) => name)).toEqual(draft.assets.map(({ name }) => name));
  expect(simulator.runs().map(({ headSha }) => headSha)).toEqual([commit]);
});

test('a draft that a person publishes before all is in it gets no more files, and the train says so', async () => {
  const { cascade, simulator, held, handle, draft } = await beforeUploading('acme-published-too-early');
  simulator.publishDraft(APP, draft.id);
  await held.release();
  const { message } = await failureOf(handle.result());
  expect(message).toContain(`can't be uploaded: the release ${theRelease(cascade).url} is published by now`);

  const again = await failureOf((await startRelease(cascade)).result());
  expect(again.message).toContain('Release another version, or remove it there.');
});

test('a draft that becomes immutable before all is in it gets no more files, and the train says so', async () => {
  const artifacts = [{ name: FILE, files: [{ path: FILE, bytes: 1000 }] }];
  const app = repository('app', { immutableReleases: true, workflows: [workflow({ artifacts })] });
  const scenario = { repositories: [app] };
  const { cascade, simulator, held, handle, draft } = await beforeUploading('acme-immutable-too-early', scenario);
  simulator.publishDraft(APP, draft.id);
  await held.release();
  const { message } = await failureOf(handle.result());
  expect(message).toContain('immutable');
  expect(theRelease(cascade)).toMatchObject({ immutable: true, assets: [] });
});

test('a draft that a person deletes before all is in it is not made again behind their back', async () => {
  const { simulator, held, handle, draft } = await beforeUploading('acme-deleted-too-early');
  simulator.deleteRelease(APP, draft.id);
  await held.release();
  const { message } = await failureOf(handle.result());
  expect(message).toContain(`The draft ${draft.id} in ${APP} was removed`);
  expect(message).toContain('Start the release again.');
  expect(simulator.releases(APP)).toEqual([]);
});

test('a draft whose tag a person changes is not published', async () => {
  const { simulator, held, handle, draft } = await beforeTagging('acme-tag-changed');
  simulator.editRelease(APP, draft.id, { tag: 'v1.4.0-final' });
  await held.release();
  const { message } = await failureOf(handle.result());
  expect(message).toContain('somebody changed its tag');
  expect(message).toContain('restore it, or start the release again');
  expect(theRelease({ simulator })).toMatchObject({ draft: true, tag: 'v1.4.0-final' });
});

test('a release that a person stopped goes on from its draft once that is mended, and uploads nothing twice', async () => {
  const { cascade, simulator, held, handle, draft } = await beforeTagging('acme-goes-on');
  await simulator.addReleaseFile(APP, draft.id, 'more.txt', 'something that was not built');
  await held.release();
  const { message } = await failureOf(handle.result());
  expect(message).toContain('more.txt is not ours: remove it from the draft, and start the release again');

  simulator.deleteReleaseFile(APP, draft.id, 'more.txt');
  const fileOf = () => theRelease(cascade).assets.filter(({ name }) => name === FILE);
  const [built] = fileOf();
  const before = uploadsOf(simulator);
  await (await startRelease(cascade)).result();
  const { id, draft: isDraft, assets } = theRelease(cascade);
  expect({ id, isDraft }).toEqual({ id: draft.id, isDraft: false });
  expect(fileOf()).toMatchObject([{ state: 'uploaded', digest: built?.digest }]);
  expect(uploadsOf(simulator) - before).toBeLessThan(assets.length);
  expect(simulator.violations()).toEqual([]);
});
