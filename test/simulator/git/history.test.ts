import { expect, test } from 'vitest';
import { git } from '../../../simulator/git/git.ts';
import { commitTo, gitRepository } from '../../support/git-repositories.ts';
import { inLibrary, start } from '../started.ts';

test('a repository with git has its commits, files, branches and tags', async () => {
  const repository = gitRepository({ README: 'first\n', 'src/lib.rs': '// nothing\n' });
  const next = commitTo(repository, { README: 'second\n' });
  git(repository.folder, ['tag', 'v1.0.0', repository.head]);
  const { octokit } = await start({ repositories: [library(repository.folder)] });

  const { data: branch } = await octokit.repos.getBranch({ ...inLibrary, branch: 'main' });
  expect(branch.commit.sha).toBe(next);
  const { data: commit } = await octokit.repos.getCommit({ ...inLibrary, ref: 'v1.0.0' });
  expect(commit).toMatchObject({ sha: repository.head, commit: { message: 'First' } });
  expect(await textOf(octokit, 'README', 'v1.0.0')).toBe('first\n');
  expect(await textOf(octokit, 'README', 'main')).toBe('second\n');
  expect(await textOf(octokit, 'src/lib.rs', 'main')).toBe('// nothing\n');
});

test('what is pushed becomes a commit of the git repository, under the same sha', async () => {
  const repository = gitRepository({ README: 'first\n', LICENSE: 'MIT\n' });
  const { simulator } = await start({ repositories: [library(repository.folder)] });
  const files = { README: null, 'docs/README': 'moved\n' };
  const { sha } = await simulator.push('acme/library', { message: 'Move it', login: 'ada', files });

  expect(git(repository.folder, ['rev-parse', 'main']).trim()).toBe(sha);
  expect(git(repository.folder, ['log', '-1', '--format=%an: %s', sha]).trim()).toBe('ada: Move it');
  expect(git(repository.folder, ['ls-tree', '-r', '--name-only', sha]).trim().split('\n')).toEqual([
    'LICENSE',
    'docs/README',
  ]);
  expect(git(repository.folder, ['show', `${sha}:docs/README`])).toBe('moved\n');
});

test('a git repository without the default branch is refused by name', async () => {
  const repository = gitRepository({ README: 'first\n' });
  const scenario = { ...library(repository.folder), defaultBranch: 'develop' };
  await expect(start({ repositories: [scenario] })).rejects.toThrow(
    `acme/library: the git repository ${repository.folder} has no branch develop; say its defaultBranch.`,
  );
});

const library = (folder: string) => ({ owner: 'acme', name: 'library', git: folder, workflows: [] });

async function textOf(octokit: Awaited<ReturnType<typeof start>>['octokit'], path: string, ref: string) {
  const { data } = await octokit.repos.getContent({ ...inLibrary, path, ref, mediaType: { format: 'raw' } });
  return data as unknown;
}
