import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { git } from './git.ts';

/** Makes a bare git repository in a folder that isn't there yet, with one commit on `main`; gives its sha. */
export function newRepository(folder: string, files: ReadonlyMap<string, string>): string {
  const work = `${folder}.work`;
  for (const [path, text] of files) {
    mkdirSync(dirname(join(work, path)), { recursive: true });
    writeFileSync(join(work, path), text);
  }
  git('.', ['init', '--quiet', '--initial-branch=main', work]);
  git(work, ['add', '--all', '--force']);
  git(work, ['-c', 'user.name=ada', '-c', 'user.email=ada@users.noreply.example', 'commit', '--quiet', '-m', 'First']);
  git('.', ['clone', '--quiet', '--bare', work, folder]);
  rmSync(work, { recursive: true });
  return git(folder, ['rev-parse', 'main']).trim();
}
