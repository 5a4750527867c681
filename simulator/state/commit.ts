import { createHash } from 'node:crypto';

import { now } from '../clock.ts';
import type { Repository } from './repository.ts';

/** A commit; it has no tree of its own, because files don't change in the simulator. */
export interface Commit {
  readonly sha: string;
  readonly treeSha: string;
  readonly parent: string | undefined;
  readonly message: string;
  readonly login: string;
  readonly at: number;
}

/** Adds a commit to a branch, which begins at the default branch's head where it is new. The sha depends on what came before, not on the time. */
export function commitOnto(
  repository: Repository,
  branch: string,
  change: { readonly message: string; readonly login: string },
): Commit {
  const parent = repository.branches.get(branch) ?? repository.branches.get(repository.defaultBranch);
  const identity = [repository.fullName, branch, parent ?? '', String(repository.commits.size), change.message].join(
    '\n',
  );
  const sha = sha1(identity);
  const commit: Commit = { sha, treeSha: sha1(`tree ${sha}`), parent, ...change, at: now() };
  repository.commits.set(sha, commit);
  repository.branches.set(branch, sha);
  return commit;
}

function sha1(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}
