import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { git } from './git.ts';

/** Writes the files of a commit into a folder, without a history. Throws where the repository has no such commit, branch or tag. */
export function exportTree(repository: string, ref: string, folder: string): void {
  const scratch = mkdtempSync(join(tmpdir(), 'git-index-'));
  try {
    const environment = { GIT_INDEX_FILE: join(scratch, 'index'), GIT_WORK_TREE: folder };
    mkdirSync(folder, { recursive: true });
    git(repository, ['read-tree', ref], { environment });
    git(repository, ['checkout-index', '--all'], { environment });
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
