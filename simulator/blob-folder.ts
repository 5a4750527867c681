import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Makes a folder for the files of this process below the parent, and removes those of simulators that were killed: a
 * folder's name says whose it is.
 */
export async function openBlobFolder(parent: string): Promise<string> {
  for (const name of await readdir(parent)) {
    const [, owner] = /^github-simulator-(\d+)-/.exec(name) ?? [];
    if (owner !== undefined && isGone(Number(owner))) await rm(join(parent, name), { recursive: true, force: true });
  }
  return mkdtemp(join(parent, `github-simulator-${process.pid}-`));
}

/** One that may not be asked is somebody else's, and there. */
function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}
