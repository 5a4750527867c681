import { expect, test } from 'vitest';

import { refusal } from '../refusal.ts';
import { inLibrary, start } from '../started.ts';

test('a branch moves with a push, and its head is the new commit on top of the old one', async () => {
  const { simulator, octokit } = await start();
  const before = await octokit.repos.getBranch({ ...inLibrary, branch: 'main' });
  const { sha } = await simulator.push('acme/library', { message: 'Change the thing', login: 'alice' });
  const after = await octokit.repos.getBranch({ ...inLibrary, branch: 'main' });
  expect(after.data.commit).toMatchObject({
    sha,
    commit: { message: 'Change the thing', author: { name: 'alice' } },
    parents: [{ sha: before.data.commit.sha }],
  });
});

test('a push to a new branch makes it', async () => {
  const { simulator, octokit } = await start();
  const { sha } = await simulator.push('acme/library', { branch: 'feature/fence' });
  const { data } = await octokit.repos.listBranches(inLibrary);
  expect(data.map(({ name }) => name)).toEqual(['main', 'feature/fence']);
  expect((await octokit.repos.getBranch({ ...inLibrary, branch: 'feature/fence' })).data.commit.sha).toBe(sha);
});

test('refs are found whole and by their beginning', async () => {
  const { simulator, octokit } = await start();
  const { commit } = await simulator.publishRelease('acme/library', { tag: 'v1.0.0' });
  await simulator.publishRelease('acme/library', { tag: 'v1.1.0' });
  const tag = await octokit.git.getRef({ ...inLibrary, ref: 'tags/v1.0.0' });
  expect(tag.data).toMatchObject({ ref: 'refs/tags/v1.0.0', object: { type: 'commit', sha: commit } });
  const matching = await octokit.git.listMatchingRefs({ ...inLibrary, ref: 'tags/v1' });
  expect(matching.data.map(({ ref }) => ref)).toEqual(['refs/tags/v1.0.0', 'refs/tags/v1.1.0']);
  expect((await octokit.repos.listTags(inLibrary)).data.map(({ name }) => name)).toEqual(['v1.1.0', 'v1.0.0']);
  expect((await refusal(octokit.git.getRef({ ...inLibrary, ref: 'tags/v1' }))).status).toBe(404);
});

test('a commit is found by branch, tag, sha and the beginning of its sha', async () => {
  const { simulator, octokit } = await start();
  const { commit: sha } = await simulator.publishRelease('acme/library', { tag: 'v1.0.0' });
  for (const ref of ['main', 'heads/main', 'v1.0.0', 'tags/v1.0.0', sha, sha.slice(0, 8)]) {
    expect((await octokit.repos.getCommit({ ...inLibrary, ref })).data.sha).toBe(sha);
  }
  expect((await refusal(octokit.repos.getCommit({ ...inLibrary, ref: 'nope' }))).status).toBe(422);
});

test('the same scenario has the same commits every time', async () => {
  const shas = async () =>
    (await (await start()).octokit.repos.getBranch({ ...inLibrary, branch: 'main' })).data.commit.sha;
  expect(await shas()).toBe(await shas());
});
