import { expect, test } from 'vitest';

import { receiveHooks } from '../hook-receiver.ts';
import { refusal } from '../refusal.ts';
import { inLibrary, library, start } from '../started.ts';

test('a person edits a draft that a program made, adds a file and deletes one', async () => {
  const { simulator, octokit } = await start();
  const { data } = await octokit.repos.createRelease({ ...inLibrary, tag_name: 'v1', draft: true, body: 'Notes' });
  simulator.editRelease('acme/library', data.id, { body: 'My own notes' });
  await simulator.addReleaseFile('acme/library', data.id, 'extra.txt', 'more');
  await simulator.addReleaseFile('acme/library', data.id, 'bytes.bin', new Uint8Array(9));
  simulator.deleteReleaseFile('acme/library', data.id, 'extra.txt');
  const release = await octokit.repos.getRelease({ ...inLibrary, release_id: data.id });
  expect(release.data).toMatchObject({ body: 'My own notes', draft: true, tag_name: 'v1' });
  expect(release.data.assets).toMatchObject([{ name: 'bytes.bin', size: 9, state: 'uploaded' }]);
});

test('a person publishes the draft of a program by hand, or deletes it', async () => {
  const { simulator, octokit } = await start();
  const { sha } = await simulator.push('acme/library');
  const draft = { ...inLibrary, tag_name: 'v1', draft: true, target_commitish: sha };
  const { data } = await octokit.repos.createRelease(draft);
  await simulator.push('acme/library');
  expect(simulator.publishDraft('acme/library', data.id)).toEqual({ commit: sha });
  expect((await octokit.repos.getReleaseByTag({ ...inLibrary, tag: 'v1' })).data.id).toBe(data.id);
  simulator.deleteRelease('acme/library', data.id);
  expect((await refusal(octokit.repos.getRelease({ ...inLibrary, release_id: data.id }))).status).toBe(404);
});

test('a release that a person makes has its files before it is told of, and says whether it is immutable', async () => {
  const { url, received } = await receiveHooks();
  const { simulator } = await start({
    repositories: [library({ immutableReleases: true })],
    webhooks: [{ url, secret: 'hush', events: ['release'] }],
  });
  const { id } = await simulator.publishRelease('acme/library', { tag: 'v1', files: { 'a.txt': 'a', 'b.txt': 'b' } });
  await simulator.when(() => received.length === 2);
  const payload: unknown = JSON.parse(received[0]?.body ?? '');
  expect(payload).toMatchObject({
    release: { id, immutable: true, draft: false, assets: [{ name: 'a.txt' }, { name: 'b.txt' }] },
  });
  await expect(simulator.addReleaseFile('acme/library', id, 'c.txt', 'c')).rejects.toThrow('immutable release');
});

test('a draft of a person is listed among the others, and its tag is made when it is published', async () => {
  const { simulator, octokit } = await start();
  const { id } = await simulator.draftRelease('acme/library', { tag: 'v1', files: { 'a.txt': 'a' }, login: 'jane' });
  const { data } = await octokit.repos.listReleases(inLibrary);
  expect(data).toMatchObject([{ id, draft: true, author: { login: 'jane' }, assets: [{ name: 'a.txt' }] }]);
  expect((await octokit.repos.listTags(inLibrary)).data).toEqual([]);
});

test('a release or a file that is not there is named', async () => {
  const { simulator } = await start();
  const { id } = await simulator.publishRelease('acme/library', { tag: 'v1' });
  expect(() => {
    simulator.editRelease('acme/library', 7, {});
  }).toThrow('acme/library has no release 7.');
  expect(() => {
    simulator.deleteReleaseFile('acme/library', id, 'nope');
  }).toThrow('has no file nope');
});
