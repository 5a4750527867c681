import { randomUUID } from 'node:crypto';
import { lstat, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { Busy, withLock } from './lock.mjs';

/** @typedef {import('./entries.mjs').Entry} Entry */
/** @typedef {import('./layout.mjs').Layout} Layout */

/**
 * Moves a damaged entry where nothing restores it, for a person to look at, and says where it is now. One that others
 * still read stays.
 *
 * @param {Layout} layout
 * @param {Entry} entry
 */
export async function setAside(layout, { path, tier, group, folder, inode }) {
  const aside = join(layout.damaged, `${tier}+${group}+${folder}.${randomUUID()}`);
  try {
    return await withLock(layout, folder, { mode: 'exclusive', wait: 5 }, async () => {
      if ((await lstat(path).catch(() => null))?.ino !== inode) return 'another job has put it aside';
      await rename(path, aside);
      return `it is in ${aside} now`;
    });
  } catch (error) {
    if (error instanceof Busy) return 'it is being read by others and stays';
    throw error;
  }
}
