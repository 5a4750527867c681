import type { Octokit } from '@octokit/rest';
import { expect, test } from 'vitest';

import { NEEDED, app, asApp } from '../../github/support/app.ts';
import { refusal } from '../refusal.ts';
import { inLibrary, library, start } from '../started.ts';

const CI = '.github/workflows/ci.yml';

function startWithFiles() {
  return start({ repositories: [library({ workflows: [], files: { 'README.md': 'Hello', [CI]: 'on: push\n' } })] });
}

interface Entry {
  readonly path: string;
  readonly mode: '100644';
  readonly type: 'blob';
  readonly content?: string;
  readonly sha?: null;
}

const written: Entry = { path: 'src/main.rs', mode: '100644', type: 'blob', content: 'fn main() {}\n' };
const removed: Entry = { path: CI, mode: '100644', type: 'blob', sha: null };

test('several files become one commit, which no branch shows before it is moved there', async () => {
  const { simulator, octokit } = await startWithFiles();
  const base = await headOf(octokit);
  const commit = await commitOf(octokit, base, [written, removed]);
  expect(commit).toMatchObject({ message: 'Several', parents: [{ sha: base }], author: { name: 'acme-bot' } });
  expect((await octokit.git.getCommit({ ...inLibrary, commit_sha: commit.sha })).data).toEqual(commit);
  expect(await pathsAt(octokit, 'main')).toEqual([CI, 'README.md']);

  await octokit.git.updateRef({ ...inLibrary, ref: 'heads/main', sha: commit.sha });
  expect(await headOf(octokit)).toBe(commit.sha);
  expect(await pathsAt(octokit, 'main')).toEqual(['README.md', 'src/main.rs']);
  expect(await pathsAt(octokit, base)).toEqual([CI, 'README.md']);
  await simulator.push('acme/library', { files: { [CI]: 'on: push\n', 'README.md': null } });
  expect(await pathsAt(octokit, 'main')).toEqual([CI, 'src/main.rs']);
});

test('a branch goes back, or aside, by force only', async () => {
  const { octokit } = await startWithFiles();
  const base = await headOf(octokit);
  const one = await commitOf(octokit, base, [written]);
  const other = await commitOf(octokit, base, [removed]);
  await octokit.git.createRef({ ...inLibrary, ref: 'refs/heads/next', sha: one.sha });
  const move = (sha: string, force: boolean, ref = 'heads/next') =>
    octokit.git.updateRef({ ...inLibrary, ref, sha, force });
  expect((await refusal(move(other.sha, false))).message).toContain('not a fast forward');
  expect((await move(other.sha, true)).data.object.sha).toBe(other.sha);
  expect((await refusal(move('f'.repeat(40), true))).message).toContain('Object does not exist');
  expect((await refusal(move(one.sha, true, 'heads/nowhere'))).message).toContain('Reference does not exist');
});

test('a tree is made of what is there: another base, or a file that is not there, is refused', async () => {
  const { octokit } = await startWithFiles();
  const base = await headOf(octokit);
  const tree = await treeOf(octokit, base);
  const make = (base_tree: string, entry: Entry) => octokit.git.createTree({ ...inLibrary, base_tree, tree: [entry] });
  expect((await refusal(make('f'.repeat(40), written))).status).toBe(404);
  expect((await refusal(make(tree, { ...removed, path: 'else.yml' }))).status).toBe(422);
  const commit = { ...inLibrary, message: 'Nothing', parents: [base] };
  expect((await refusal(octokit.git.createCommit({ ...commit, tree: 'f'.repeat(40) }))).status).toBe(422);
  expect((await refusal(octokit.git.createCommit({ ...commit, tree, parents: [tree] }))).status).toBe(422);
});

test('an App changes actions workflows only with a permission of its own', async () => {
  const { simulator } = await start({ app: app(), repositories: [library()] });
  const place = { owner: 'acme', name: 'library' };
  const github = asApp(simulator.url);
  const { tree = '' } = (await github.gitCommit(place, (await github.commit(place, 'main')) ?? '')) ?? {};
  expect(NEEDED).not.toHaveProperty('workflows');
  const refused = github.createTree(place, tree, { [CI]: 'on: push' });
  await expect(refused).rejects.toMatchObject({ kind: 'forbidden', status: 403 });
  await expect(refused).rejects.toThrow('Workflows: write');
  expect(await github.createTree(place, tree, { 'README.md': 'Hello' })).toMatch(/^[0-9a-f]{40}$/);
});

test('an archived repository is read, and takes no writes', async () => {
  const { octokit } = await start({ repositories: [library({ archived: true })] });
  expect((await octokit.repos.get(inLibrary)).data.archived).toBe(true);
  const sha = await headOf(octokit);
  const refused = await refusal(octokit.git.createRef({ ...inLibrary, ref: 'refs/heads/next', sha }));
  expect(refused).toMatchObject({ status: 403, message: expect.stringContaining('archived') as string });
});

async function headOf(octokit: Octokit): Promise<string> {
  return (await octokit.repos.getBranch({ ...inLibrary, branch: 'main' })).data.commit.sha;
}

async function treeOf(octokit: Octokit, commit_sha: string): Promise<string> {
  return (await octokit.git.getCommit({ ...inLibrary, commit_sha })).data.tree.sha;
}

async function pathsAt(octokit: Octokit, tree_sha: string): Promise<readonly string[]> {
  const { data } = await octokit.git.getTree({ ...inLibrary, tree_sha, recursive: 'true' });
  return data.tree.flatMap(({ type, path }) => (type === 'blob' ? [path] : [])).sort();
}

async function commitOf(octokit: Octokit, parent: string, entries: readonly Entry[]) {
  const base_tree = await treeOf(octokit, parent);
  const { data: tree } = await octokit.git.createTree({ ...inLibrary, base_tree, tree: [...entries] });
  const { data } = await octokit.git.createCommit({
    ...inLibrary,
    message: 'Several',
    tree: tree.sha,
    parents: [parent],
  });
  return data;
}
