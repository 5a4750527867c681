import { randomUUID } from 'node:crypto';
import { rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readEntry } from './entries.mjs';
import { codeOf } from './error-code.mjs';
import { Busy, withLock } from './lock.mjs';

/** @typedef {import('./entries.mjs').Entry} Entry */
/** @typedef {import('./layout.mjs').Layout} Layout */

/** Why an entry stays that jobs use, or have used since clean-up looked. */
export const IN_USE = 'in use';

/**
 * Removes an entry if it still is as it was listed and nobody uses it.
 *
 * @param {Layout} layout
 * @param {Entry} entry
 * @returns {Promise<string | null>} why it stays; `null` where it is gone
 */
export async function removeEntry(layout, entry) {
  const outgoing = join(layout.incoming, `${entry.folder}.${randomUUID()}`);
  try {
    const why = await withLock(layout, entry.folder, { mode: 'exclusive', wait: 0 }, async (checkHeld) => {
      const found = await readEntry(entry);
      if (found === null) return null;
      if (found.inode !== entry.inode || found.used !== entry.used) return IN_USE;
      checkHeld();
      // It vanishes at once: half an entry is never seen, whenever this process dies.
      await rename(entry.path, outgoing);
      await rm(outgoing, { recursive: true });
      return null;
    });
    if (why !== null) return why;
  } catch (error) {
    return error instanceof Busy ? IN_USE : `can't be removed (${codeOf(error)})`;
  }
  for (const home of [dirname(entry.path), dirname(dirname(entry.path))]) await rmdir(home).catch(() => undefined);
  return null;
}
