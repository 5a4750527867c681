import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { PublishContent } from '../../src/github/port-releases.ts';
import { always, serve } from './support/loopback.ts';
import { CONTENT, RELEASE } from './support/release.ts';
import { LIBRARY, simulated, unpaced, type SimulatedGitHub } from './support/simulated.ts';

const never = new AbortController().signal;

async function onMain({ github }: SimulatedGitHub): Promise<PublishContent> {
  return { ...CONTENT, commit: (await github.commit(LIBRARY, 'main')) ?? '', notes: 'What is new' };
}

test('a draft gets its files, and is then published on the commit', async () => {
  await using gitHub = await simulated();
  const { github, simulator } = gitHub;
  const content = await onMain(gitHub);
  const draft = await github.createDraft(LIBRARY, content);
  expect(draft).toMatchObject({ tag: 'v1', title: 'V1', draft: true, prerelease: false, notes: 'What is new' });
  const file = { name: 'a.txt', size: 7, open: () => ReadableStream.from([new TextEncoder().encode('content')]) };
  const asset = await github.uploadAsset(draft, file, never);
  const digest = `sha256:${createHash('sha256').update('content').digest('hex')}`;
  expect(asset).toMatchObject({ name: 'a.txt', size: 7, state: 'uploaded', digest, uploader: 'cascade-bot' });
  expect(await github.assets(LIBRARY, draft.id)).toEqual([asset]);
  expect(await github.publish(LIBRARY, draft.id, content)).toMatchObject({ id: draft.id, draft: false });
  expect(await github.release(LIBRARY, draft.id)).toMatchObject({ tag: 'v1', draft: false, immutable: false });
  expect(await github.commit(LIBRARY, 'v1')).toBe(content.commit);
  expect(simulator.releases('acme/library')).toHaveLength(1);
});

test('drafts are listed too, and more releases than fit on a page', { timeout: 60_000 }, async () => {
  await using gitHub = await simulated();
  const content = await onMain(gitHub);
  for (let count = 0; count < 103; count += 1) await gitHub.github.createDraft(LIBRARY, content);
  const releases = await gitHub.github.releases(LIBRARY);
  expect(new Set(releases.map(({ id }) => id)).size).toBe(103);
});

test('a release that is not there is null', async () => {
  await using gitHub = await simulated();
  expect(await gitHub.github.release(LIBRARY, 1)).toBeNull();
});

test('only a published release is found by its tag', async () => {
  await using gitHub = await simulated();
  const { github } = gitHub;
  const content = await onMain(gitHub);
  const draft = await github.createDraft(LIBRARY, content);
  expect(await github.releaseByTag(LIBRARY, 'v1')).toBeNull();
  await github.publish(LIBRARY, draft.id, content);
  expect(await github.releaseByTag(LIBRARY, 'v1')).toMatchObject({ id: draft.id, draft: false });
});

test('the latest release is told, and another one can be made it without being changed', async () => {
  await using gitHub = await simulated();
  const { github } = gitHub;
  const content = await onMain(gitHub);
  expect(await github.latestRelease(LIBRARY)).toBeNull();
  const publish = async (tag: string) => {
    const { id } = await github.createDraft(LIBRARY, { ...content, tag });
    return github.publish(LIBRARY, id, { ...content, tag, latest: true });
  };
  const first = await publish('v1');
  const second = await publish('v2');
  expect(await github.latestRelease(LIBRARY)).toEqual(second);
  await github.makeLatest(LIBRARY, first.id, 'v1');
  expect(await github.latestRelease(LIBRARY)).toEqual(first);
});

test('where releases are immutable, one says so once it is published', async () => {
  await using gitHub = await simulated({ repositories: [{ ...LIBRARY, immutableReleases: true, workflows: [] }] });
  const { github } = gitHub;
  const content = await onMain(gitHub);
  const draft = await github.createDraft(LIBRARY, content);
  expect(draft.immutable).toBe(false);
  expect(await github.publish(LIBRARY, draft.id, content)).toMatchObject({ immutable: true });
});

test('notes are replaced, and nothing else', async () => {
  await using gitHub = await simulated();
  const { github } = gitHub;
  const draft = await github.createDraft(LIBRARY, await onMain(gitHub));
  const changed = await github.updateNotes(LIBRARY, draft.id, 'v1', 'What is better');
  expect(changed).toEqual({ ...draft, notes: 'What is better' });
});

test('a deleted release leaves its tag, and deleting it again is fine', async () => {
  await using gitHub = await simulated();
  const { github, simulator } = gitHub;
  const content = await onMain(gitHub);
  const { id } = await github.createDraft(LIBRARY, content);
  await github.publish(LIBRARY, id, content);
  await github.deleteRelease(LIBRARY, id);
  await github.deleteRelease(LIBRARY, id);
  expect(simulator.releases('acme/library')).toEqual([]);
  expect(await github.commit(LIBRARY, 'tags/v1')).toBe(content.commit);
});

test.each([
  [{ latest: true, prerelease: false }, 'true'],
  [{ latest: false, prerelease: false }, 'false'],
  // GitHub refuses a prerelease as the latest.
  [{ latest: true, prerelease: true }, 'false'],
])('publishing with %j makes it the latest: %s', async (flags, makeLatest) => {
  await using server = await serve(always(200, {}, RELEASE));
  await unpaced(server.url).publish(LIBRARY, 1, { ...CONTENT, ...flags });
  expect(JSON.parse(server.received[0]?.body ?? '')).toEqual({
    tag_name: 'v1',
    target_commitish: 'abc',
    name: 'V1',
    body: '',
    prerelease: flags.prerelease,
    draft: false,
    make_latest: makeLatest,
  });
});

test.each([
  ['a draft', { published_at: null }, '2026-11-21T10:00:00Z'],
  ['a published one', { published_at: '2026-11-21T12:00:00Z' }, '2026-11-21T12:00:00Z'],
])('the time of %s is when it came to be that', async (_, differences, time) => {
  await using server = await serve(always(200, {}, { ...RELEASE, ...differences }));
  expect(await unpaced(server.url).release(LIBRARY, 1)).toMatchObject({ at: Date.parse(time) });
});

test('a server that knows neither titles nor immutable releases is understood', async () => {
  await using server = await serve(always(200, {}, { ...RELEASE, name: null, body: null, immutable: undefined }));
  const release = await unpaced(server.url).release(LIBRARY, 1);
  expect(release).toMatchObject({ title: '', notes: '', immutable: false });
});
