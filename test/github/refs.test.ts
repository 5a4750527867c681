import { expect, test } from 'vitest';
import { always, choosing, serve } from './support/loopback.ts';
import { LIBRARY, simulated, unpaced, type SimulatedGitHub } from './support/simulated.ts';

async function head({ github }: SimulatedGitHub): Promise<string> {
  return (await github.commit(LIBRARY, 'main')) ?? '';
}

test('a plain tag stands for its commit', async () => {
  await using gitHub = await simulated();
  const { github } = gitHub;
  const commit = await head(gitHub);
  expect(await github.createTag(LIBRARY, { name: 'v1.0.0', commit, message: null })).toBe('created');
  expect(await github.tags(LIBRARY, 'v1.0.0')).toEqual([{ name: 'v1.0.0', commit }]);
});

test('an annotated tag stands for its commit in the end', async () => {
  await using gitHub = await simulated();
  const { github, simulator } = gitHub;
  const commit = await head(gitHub);
  expect(await github.createTag(LIBRARY, { name: 'v1.0.0', commit, message: 'Library 1.0.0' })).toBe('created');
  expect(simulator.requests().filter(({ method }) => method === 'POST')).toHaveLength(2);
  expect(await github.tags(LIBRARY, 'v1')).toEqual([{ name: 'v1.0.0', commit }]);
  expect(await github.commit(LIBRARY, 'tags/v1.0.0')).toBe(commit);
});

test.each([null, 'Library 1.0.0'])(
  'a tag whose name is in use is taken, on whatever commit (message: %s)',
  async (message) => {
    await using gitHub = await simulated();
    const { github, simulator } = gitHub;
    const commit = await head(gitHub);
    await github.createTag(LIBRARY, { name: 'v1.0.0', commit, message: null });
    expect(await github.createTag(LIBRARY, { name: 'v1.0.0', commit, message })).toBe('taken');
    const { sha } = await simulator.push('acme/library');
    expect(await github.createTag(LIBRARY, { name: 'v1.0.0', commit: sha, message })).toBe('taken');
    expect(await github.tags(LIBRARY, 'v1.0.0')).toEqual([{ name: 'v1.0.0', commit }]);
  },
);

test('only tags that begin so are listed', async () => {
  await using gitHub = await simulated();
  const { github } = gitHub;
  const commit = await head(gitHub);
  for (const name of ['v1.0.0', 'v1.0.0-rc.1', 'v2.0.0', 'nightly/1']) {
    await github.createTag(LIBRARY, { name, commit, message: null });
  }
  const names = async (prefix: string) => (await github.tags(LIBRARY, prefix)).map(({ name }) => name).sort();
  expect(await names('v1')).toEqual(['v1.0.0', 'v1.0.0-rc.1']);
  expect(await names('nightly/')).toEqual(['nightly/1']);
  expect(await names('')).toHaveLength(4);
  expect(await names('w')).toEqual([]);
});

test('a tag at a commit that is not there is an error, not taken', async () => {
  await using gitHub = await simulated();
  const tag = { name: 'v1.0.0', commit: '0'.repeat(40) };
  for (const message of [null, 'Library 1.0.0']) {
    const created = gitHub.github.createTag(LIBRARY, { ...tag, message });
    await expect(created).rejects.toMatchObject({ kind: 'invalid', status: 422 });
    await expect(created).rejects.toThrow('Could not create the tag v1.0.0 in acme/library');
  }
});

test('a deleted tag is gone, and deleting it again is fine', async () => {
  await using gitHub = await simulated();
  const { github } = gitHub;
  await github.createTag(LIBRARY, { name: 'v1.0.0', commit: await head(gitHub), message: 'Library 1.0.0' });
  await github.deleteTag(LIBRARY, 'v1.0.0');
  await github.deleteTag(LIBRARY, 'v1.0.0');
  expect(await github.tags(LIBRARY, 'v')).toEqual([]);
});

test('a tag that may not be deleted is an error', async () => {
  const protectedTag = { message: 'Repository rule violations found\n\nCannot delete this tag' };
  await using server = await serve(always(422, {}, protectedTag));
  await expect(unpaced(server.url).deleteTag(LIBRARY, 'v1.0.0')).rejects.toThrow('Cannot delete this tag');
});

test('deleting a tag where the repository does not show is an error', async () => {
  await using server = await serve(always(404, {}, { message: 'Not Found' }));
  await expect(unpaced(server.url).deleteTag(LIBRARY, 'v1.0.0')).rejects.toMatchObject({ kind: 'not-found' });
});

test('tags of tags are followed to their commit, and those of files are none of ours', async () => {
  const ref = (name: string, type: string, sha: string) => ({ ref: `refs/tags/${name}`, object: { type, sha } });
  const answers: Readonly<Record<string, unknown>> = {
    'tags/outer': { object: { type: 'tag', sha: 'inner' } },
    'tags/inner': { object: { type: 'commit', sha: 'the-commit' } },
    'tags/key': { object: { type: 'blob', sha: 'a-file' } },
    'matching-refs/tags%2F': [ref('signed', 'tag', 'outer'), ref('key', 'tag', 'key'), ref('tree', 'tree', 'a-tree')],
  };
  await using server = await serve(
    choosing(({ url = '' }) => always(200, {}, answers[url.replace('/repos/acme/library/git/', '')] ?? {})),
  );
  expect(await unpaced(server.url).tags(LIBRARY, '')).toEqual([{ name: 'signed', commit: 'the-commit' }]);
});

test('a branch begins at its commit; its name is taken from then on', async () => {
  await using gitHub = await simulated();
  const { github } = gitHub;
  const commit = await head(gitHub);
  expect(await github.createBranch(LIBRARY, 'cascade/versions', commit)).toBe('created');
  expect(await github.commit(LIBRARY, 'heads/cascade/versions')).toBe(commit);
  expect(await github.createBranch(LIBRARY, 'cascade/versions', commit)).toBe('taken');
});

test('a tag for a repository that was renamed since is made there', async () => {
  await using gitHub = await simulated();
  const { github, simulator } = gitHub;
  const commit = await head(gitHub);
  simulator.rename('acme/library', 'acme/renamed');
  await github.createTag(LIBRARY, { name: 'v1.0.0', commit, message: 'Library 1.0.0' });
  expect(await github.tags({ owner: 'acme', name: 'renamed' }, 'v')).toEqual([{ name: 'v1.0.0', commit }]);
});
