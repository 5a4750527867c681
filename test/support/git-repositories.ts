import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { git } from '../../simulator/git/git.ts';
import { newRepository } from '../../simulator/git/new-repository.ts';
import { writeCommit } from '../../simulator/git/write-commit.ts';

/** A bare git repository on this machine. */
export interface GitRepository {
  readonly folder: string;
  /** The commit that it was made with. */
  readonly head: string;
}

/** A git repository on this machine with one commit on `main`, removed after the test. */
export function gitRepository(files: Readonly<Record<string, string>>): GitRepository {
  const scratch = mkdtempSync(join(tmpdir(), 'git-repository-'));
  onTestFinished(() => {
    rmSync(scratch, { recursive: true, force: true });
  });
  const folder = join(scratch, 'bare.git');
  return { folder, head: newRepository(folder, new Map(Object.entries(files))) };
}

/** Adds a commit to `main` and gives its sha. */
export function commitTo({ folder }: GitRepository, files: Readonly<Record<string, string>>): string {
  const parent = git(folder, ['rev-parse', 'main']).trim();
  const written = new Map(Object.entries(files));
  return writeCommit(folder, { branch: 'main', parent, message: 'Next', login: 'ada', files: written });
}
