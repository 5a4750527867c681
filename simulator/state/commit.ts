import { createHash } from 'node:crypto';

import { now } from '../clock.ts';
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

/** What a commit says, and the files that it writes: path to text. */
interface CommitContent {
  readonly message: string;
  readonly login: string;
  readonly files?: ReadonlyMap<string, string>;
}

/**
 * Adds a commit to a branch, which begins at the default branch's head where it is new. The sha depends on what came
 * before and what is changed, not on the time; the first one only on names, whatever the repository begins with.
 */
export function commitOnto(
  repository: Repository,
  branch: string,
  { message, login, files = new Map<string, string>() }: CommitContent,
): Commit {
  const { fullName, commits, branches, defaultBranch } = repository;
  const parent = branches.get(branch) ?? branches.get(defaultBranch);
  const before = parent === undefined ? undefined : commits.get(parent)?.tree;
  const tree = before === undefined || files.size > 0 ? makeTree(files, before) : before;
  const identity = [fullName, branch, parent ?? '', String(commits.size), message];
  if (before !== undefined && tree !== before) identity.push(tree.sha);
  const sha = createHash('sha1').update(identity.join('\n')).digest('hex');
  const commit: Commit = { sha, tree, parent, message, login, at: now() };
  commits.set(sha, commit);
  branches.set(branch, sha);
  return commit;
}
