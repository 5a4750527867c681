import type { Commit } from '../state/commit.ts';
import type { Repository } from '../state/repository.ts';
import { git } from './git.ts';

/** Takes commits, branches and tags of a git repository over. An annotated tag counts as a plain one. Throws where the default branch is missing. */
export function readHistory(repository: Repository, folder: string): void {
  for (const commit of commitsOf(folder)) repository.commits.set(commit.sha, commit);
  for (const { kind, name, sha } of refsOf(folder)) {
    (kind === 'heads' ? repository.branches : repository.tags).set(name, sha);
  }
  const { fullName, defaultBranch, branches } = repository;
  if (!branches.has(defaultBranch)) {
    throw new Error(`${fullName}: the git repository ${folder} has no branch ${defaultBranch}; say its defaultBranch.`);
  }
}

/** Oldest first, so that a short sha finds the same commit every time. */
function commitsOf(folder: string): Commit[] {
  const format = '%H%n%P%n%T%n%an%n%ct%n%B';
  const log = git(folder, ['log', '--all', '--topo-order', '--reverse', '-z', `--format=${format}`]);
  return log
    .split('\0')
    .filter((entry) => entry !== '')
    .map((entry) => {
      const [sha = '', parents = '', tree = '', login = '', seconds = '', ...message] = entry.split('\n');
      return {
        sha,
        tree: { sha: tree, base: undefined, changed: textsOf(folder, tree) },
        parent: parents.split(' ', 1)[0] === '' ? undefined : parents.split(' ', 1)[0],
        message: message.join('\n').trimEnd(),
        login,
        at: Number(seconds) * 1000,
      };
    });
}

function textsOf(folder: string, tree: string): Map<string, string> {
  const listed = git(folder, ['ls-tree', '-r', '-z', tree]).split('\0');
  return new Map(
    listed.flatMap((entry) => {
      const [, blob, path] = /^\d+ blob ([0-9a-f]+)\t(.+)$/s.exec(entry) ?? [];
      return blob === undefined || path === undefined ? [] : [[path, git(folder, ['cat-file', 'blob', blob])]];
    }),
  );
}

function refsOf(folder: string) {
  const format = '%(refname) %(objectname) %(*objectname)';
  return git(folder, ['for-each-ref', `--format=${format}`, 'refs/heads', 'refs/tags'])
    .split('\n')
    .flatMap((line) => {
      const [ref = '', object = '', peeled = ''] = line.split(' ');
      const [, kind, name] = /^refs\/(heads|tags)\/(.+)$/.exec(ref) ?? [];
      return name === undefined ? [] : [{ kind, name, sha: peeled === '' ? object : peeled }];
    });
}
