import { createHash } from 'node:crypto';

import { now } from '../clock.ts';
import { writeCommit } from '../git/write-commit.ts';
import type { Repository } from './repository.ts';
import type { Tree } from './tree.ts';
import { makeTree } from './tree.ts';

/** A commit and the files that it has. */
export interface Commit {
  readonly sha: string;
  readonly tree: Tree;
  readonly parent: string | undefined;
  readonly message: string;
  readonly login: string;
  readonly at: number;
}

/** What a commit says, and the files that it writes: path to text, `null` to remove it. */
interface CommitContent {
  readonly message: string;
  readonly login: string;
  readonly files?: ReadonlyMap<string, string | null>;
}

/** Makes a commit that no branch leads to yet. The sha depends on what it says and on what it comes from, not on the time. */
export function makeCommit(
  { fullName, commits, git }: Repository,
  { tree, parent, message, login }: Pick<Commit, 'tree' | 'parent' | 'message' | 'login'>,
): Commit {
  if (git !== undefined) throw new Error(`${fullName} is kept by git: there the simulator takes pushes only.`);
  const identity = ['commit', fullName, tree.sha, parent ?? '', message, login];
  const sha = createHash('sha1').update(identity.join('\n')).digest('hex');
  const commit: Commit = { sha, tree, parent, message, login, at: now() };
  commits.set(sha, commit);
  return commit;
}

/**
 * Adds a commit to a branch, which begins at the default branch's head where it is new. The sha depends on what came
 * before and what is changed, not on the time; the first one only on names, whatever the repository begins with. Where there is
 * a git repository behind it, the commit is made there, and the sha is git's.
 */
export function commitOnto(
  repository: Repository,
  branch: string,
  { message, login, files = new Map<string, string | null>() }: CommitContent,
): Commit {
  const { fullName, commits, branches, defaultBranch, git } = repository;
  const parent = branches.get(branch) ?? branches.get(defaultBranch);
  const before = parent === undefined ? undefined : commits.get(parent)?.tree;
  const tree = before === undefined || files.size > 0 ? makeTree(files, before) : before;
  const identity = [fullName, branch, parent ?? '', String(commits.size), message];
  if (before !== undefined && tree !== before) identity.push(tree.sha);
  const sha =
    git === undefined || parent === undefined
      ? createHash('sha1').update(identity.join('\n')).digest('hex')
      : writeCommit(git, { branch, parent, message, login, files });
  const commit: Commit = { sha, tree, parent, message, login, at: now() };
  commits.set(sha, commit);
  branches.set(branch, sha);
  return commit;
}
