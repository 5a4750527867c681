import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { git } from './git.ts';

/** A commit to be made in a git repository, onto a parent that it has. */
interface NewCommit {
  readonly branch: string;
  readonly parent: string;
  readonly message: string;
  readonly login: string;
  /** Path to text of what it writes, `null` to remove it; everything else stays. */
  readonly files: ReadonlyMap<string, string | null>;
}

/** Makes the commit and moves the branch there; gives its sha. The folder's own index and checked out files aren't touched. */
export function writeCommit(folder: string, { branch, parent, message, login, files }: NewCommit): string {
  const scratch = mkdtempSync(join(tmpdir(), 'git-index-'));
  try {
    const environment = { GIT_INDEX_FILE: join(scratch, 'index'), ...identity(login) };
    git(folder, ['read-tree', parent], { environment });
    const entries = Array.from(files, ([path, text]) => {
      if (text === null) return `0 ${'0'.repeat(40)}\t${path}\0`;
      const blob = git(folder, ['hash-object', '-w', '--stdin'], { input: text }).trim();
      return `100644 ${blob}\t${path}\0`;
    });
    git(folder, ['update-index', '-z', '--index-info'], { input: entries.join(''), environment });
    const tree = git(folder, ['write-tree'], { environment }).trim();
    const sha = git(folder, ['commit-tree', tree, '-p', parent], { input: message, environment }).trim();
    git(folder, ['update-ref', `refs/heads/${branch}`, sha]);
    return sha;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function identity(login: string) {
  const email = `${login}@users.noreply.example`;
  return {
    GIT_AUTHOR_NAME: login,
    GIT_AUTHOR_EMAIL: email,
    GIT_COMMITTER_NAME: login,
    GIT_COMMITTER_EMAIL: email,
  };
}
