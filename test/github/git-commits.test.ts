import { expect, test } from 'vitest';
import { always, serve } from './support/loopback.ts';
import { LIBRARY, simulated, unpaced } from './support/simulated.ts';

const BUILD = '.github/workflows/build.yml';

test('several files become one commit of a branch that is then moved there', async () => {
  await using gitHub = await simulated();
  const { github } = gitHub;
  const base = (await github.commit(LIBRARY, 'main')) ?? '';
  const before = await github.gitCommit(LIBRARY, base);
  expect(before).toMatchObject({ parents: [], message: 'Initial commit' });
  expect([...((await github.files(LIBRARY, base))?.keys() ?? [])]).toEqual([BUILD]);

  const changes = { [BUILD]: null, 'src/lib.rs': '', 'README.md': 'Grüße\n' };
  const tree = await github.createTree(LIBRARY, before?.tree ?? '', changes);
  const commit = await github.createCommit(LIBRARY, { tree, parent: base, message: 'Several' });
  expect(await github.gitCommit(LIBRARY, commit)).toEqual({ tree, parents: [base], message: 'Several' });
  expect(await github.commit(LIBRARY, 'main')).toBe(base);

  await github.createBranch(LIBRARY, 'next', base);
  await github.moveBranch(LIBRARY, 'next', commit);
  expect(await github.commit(LIBRARY, 'next')).toBe(commit);
  expect((await github.fileAt(LIBRARY, 'README.md', 'next'))?.text).toBe('Grüße\n');
  const files = await github.files(LIBRARY, commit);
  expect([...(files?.keys() ?? [])]).toEqual(['src/lib.rs', 'README.md']);
  expect(await github.contentIds(LIBRARY, commit, ['README.md'])).toEqual([files?.get('README.md')]);
  await github.moveBranch(LIBRARY, 'next', base);
  expect(await github.commit(LIBRARY, 'next')).toBe(base);
});

test('what is not there is null, and a list that was cut short is no list', async () => {
  await using gitHub = await simulated();
  expect(await gitHub.github.gitCommit(LIBRARY, 'f'.repeat(40))).toBeNull();
  expect(await gitHub.github.files(LIBRARY, 'f'.repeat(40))).toBeNull();
  await using server = await serve(always(200, {}, { sha: 'a', truncated: true, tree: [] }));
  expect(await unpaced(server.url).files(LIBRARY, 'a')).toBeNull();
});

test('a 404 at the changed files names the permission that hides them from a token', async () => {
  await using server = await serve(always(404, {}, { message: 'Not Found' }));
  const stored = unpaced(server.url).createTree(LIBRARY, 'a'.repeat(40), { [BUILD]: 'on: push' });
  await expect(stored).rejects.toMatchObject({ kind: 'forbidden', status: 404 });
  await expect(stored).rejects.toThrow('Workflows: write');
});
