import { expect, test } from 'vitest';

import { refusal } from '../refusal.ts';
import { inLibrary, library, start } from '../started.ts';

test('a draft has no tag, does not show by tag or as latest, and is listed for those with a token', async () => {
  const { octokit } = await start();
  const { data: draft } = await octokit.repos.createRelease({ ...inLibrary, tag_name: 'v1.0.0', draft: true });
  expect(draft).toMatchObject({ draft: true, published_at: null, target_commitish: 'main' });
  expect(draft.html_url).toMatch(/\/releases\/tag\/untagged-[0-9a-f]{20}$/);
  expect((await refusal(octokit.repos.getReleaseByTag({ ...inLibrary, tag: 'v1.0.0' }))).status).toBe(404);
  expect((await refusal(octokit.repos.getLatestRelease(inLibrary))).status).toBe(404);
  expect((await refusal(octokit.git.getRef({ ...inLibrary, ref: 'tags/v1.0.0' }))).status).toBe(404);
  expect((await octokit.repos.listReleases(inLibrary)).data.map(({ id }) => id)).toEqual([draft.id]);
  expect((await octokit.repos.getRelease({ ...inLibrary, release_id: draft.id })).data).toEqual(draft);
});

test('publishing a draft makes its tag at the target and the release the latest', async () => {
  const { simulator, octokit } = await start();
  const { sha } = await simulator.push('acme/library');
  const { data: draft } = await octokit.repos.createRelease({
    ...inLibrary,
    tag_name: 'v1.0.0',
    target_commitish: sha,
    draft: true,
  });
  await simulator.push('acme/library');
  const published = await octokit.repos.updateRelease({
    ...inLibrary,
    release_id: draft.id,
    draft: false,
    name: 'One',
    body: 'Notes',
  });
  expect(published.data).toMatchObject({ id: draft.id, draft: false, name: 'One', body: 'Notes', immutable: false });
  expect((await octokit.git.getRef({ ...inLibrary, ref: 'tags/v1.0.0' })).data.object.sha).toBe(sha);
  expect((await octokit.repos.getReleaseByTag({ ...inLibrary, tag: 'v1.0.0' })).data).toEqual(published.data);
  expect((await octokit.repos.getLatestRelease(inLibrary)).data.id).toBe(draft.id);
});

test('a tag that exists keeps its commit', async () => {
  const { simulator, octokit } = await start();
  const { id, commit } = await simulator.publishRelease('acme/library', { tag: 'v1.0.0' });
  await octokit.repos.deleteRelease({ ...inLibrary, release_id: id });
  await simulator.push('acme/library');
  await octokit.repos.createRelease({ ...inLibrary, tag_name: 'v1.0.0' });
  expect((await octokit.git.getRef({ ...inLibrary, ref: 'tags/v1.0.0' })).data.object.sha).toBe(commit);
});

test('neither prereleases nor those that ask not to be are the latest', async () => {
  const { octokit } = await start();
  await octokit.repos.createRelease({ ...inLibrary, tag_name: 'v1' });
  await octokit.repos.createRelease({ ...inLibrary, tag_name: 'v2-rc.1', prerelease: true });
  await octokit.repos.createRelease({ ...inLibrary, tag_name: 'v0.9.1', make_latest: 'false' });
  expect((await octokit.repos.getLatestRelease(inLibrary)).data.tag_name).toBe('v1');
});

test('two drafts may have the same tag name, but only one can be published', async () => {
  const { simulator, octokit } = await start();
  const draft = { ...inLibrary, tag_name: 'v1.0.0', draft: true };
  const first = await octokit.repos.createRelease(draft);
  const second = await octokit.repos.createRelease(draft);
  await octokit.repos.updateRelease({ ...inLibrary, release_id: first.data.id, draft: false });
  const error = await refusal(
    octokit.repos.updateRelease({ ...inLibrary, release_id: second.data.id, draft: false, name: 'Second' }),
  );
  expect(error.response?.data).toMatchObject({
    message: 'Validation Failed',
    errors: [{ resource: 'Release', code: 'already_exists', field: 'tag_name' }],
  });
  expect(simulator.releases('acme/library').map(({ draft, name }) => [draft, name])).toEqual([
    [false, ''],
    [true, ''],
  ]);
});

test.each([
  ['a target that is nowhere', { target_commitish: 'nope' }, { code: 'invalid', field: 'target_commitish' }],
  ['a body over 125,000 characters', { body: 'x'.repeat(125_001) }, { code: 'custom', field: 'body' }],
])('a release with %s is refused', async (_, change, error) => {
  const { simulator, octokit } = await start();
  const refused = await refusal(octokit.repos.createRelease({ ...inLibrary, tag_name: 'v1', ...change }));
  expect(refused.response?.data).toMatchObject({ errors: [{ resource: 'Release', ...error }] });
  expect(simulator.releases('acme/library')).toEqual([]);
});

test('a deleted release is gone', async () => {
  const { octokit } = await start();
  const { data } = await octokit.repos.createRelease({ ...inLibrary, tag_name: 'v1' });
  const release = { ...inLibrary, release_id: data.id };
  expect((await octokit.repos.deleteRelease(release)).status).toBe(204);
  expect((await refusal(octokit.repos.getRelease(release))).status).toBe(404);
  expect((await refusal(octokit.repos.deleteRelease(release))).status).toBe(404);
});

test('an immutable release cannot be turned back, and its tag is never free again', async () => {
  const { octokit } = await start({ repositories: [library({ immutableReleases: true })] });
  const { data } = await octokit.repos.createRelease({ ...inLibrary, tag_name: 'v1' });
  expect(data.immutable).toBe(true);
  const release = { ...inLibrary, release_id: data.id };
  const turnedBack = await refusal(octokit.repos.updateRelease({ ...release, draft: true }));
  expect(turnedBack.message).toContain('state cannot be changed when release is immutable');
  const renamed = await refusal(octokit.repos.updateRelease({ ...release, tag_name: 'v2' }));
  expect(renamed.message).toContain('tag_name cannot be changed when release is immutable');
  const moved = await refusal(octokit.repos.updateRelease({ ...release, target_commitish: 'other' }));
  expect(moved.message).toContain('target_commitish cannot be changed when release is immutable');
  expect((await octokit.repos.updateRelease({ ...release, body: 'More' })).data.body).toBe('More');
  await octokit.repos.deleteRelease(release);
  const again = await refusal(octokit.repos.createRelease({ ...inLibrary, tag_name: 'v1', draft: true }));
  expect(again.message).toContain('tag_name was used by an immutable release');
});
