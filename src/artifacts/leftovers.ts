import { randomUUID } from 'node:crypto';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

const PREFIX = '.incoming-';

/** Nobody writes to a file without a byte for so long, in milliseconds. */
const ABANDONED = 24 * 60 * 60 * 1000;

/** A name, in that folder, for a file that is being written; it gets its own once it is whole. */
export function incomingPath(folder: string): string {
  return join(folder, `${PREFIX}${randomUUID()}`);
}

/** Whether a file of that name is still being written, or was left by a crash. */
export function isIncoming(name: string): boolean {
  return name.startsWith(PREFIX);
}

/** Removes what processes that crashed have left half written. Those of others that still write are younger. */
export async function removeLeftovers(folder: string): Promise<void> {
  for (const name of (await readdir(folder)).filter(isIncoming)) {
    const path = join(folder, name);
    // Whoever wrote it may be done with it by now.
    const found = await stat(path).catch(() => null);
    if (found !== null && Date.now() - found.mtimeMs > ABANDONED) await rm(path, { force: true });
  }
}
