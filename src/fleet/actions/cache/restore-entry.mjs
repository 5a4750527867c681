import { randomUUID } from 'node:crypto';
import { lutimes, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { besideOf } from './beside.mjs';
import { shareBlocks } from './copy-file.mjs';
import { sizeOf } from './entries.mjs';
import { layOut } from './lay-out.mjs';
import { partsOf } from './layout.mjs';
import { withLock } from './lock.mjs';
import { Damaged, readManifest } from './manifest.mjs';
import { removeTree } from './remove-tree.mjs';

/** @typedef {import('./copy-files.mjs').Copiers} Copiers */
/** @typedef {import('./entries.mjs').Entry} Entry */
/** @typedef {import('./layout.mjs').Layout} Layout */
/** @typedef {import('./manifest.mjs').SavedTree} SavedTree */
/** @typedef {import('./restore.mjs').Wanted} Wanted */

/**
 * How much is to be copied or read for that entry: nothing where blocks can be shared, which one thread does soonest.
 *
 * @param {Entry} entry
 * @param {Wanted} wanted
 */
export async function effortOf(entry, { path, verify }) {
  await mkdir(dirname(path), { recursive: true });
  const probe = `${besideOf(path)}${randomUUID()}`;
  const shares = shareBlocks(partsOf(entry.path).manifest, probe);
  await rm(probe, { force: true });
  return shares && !verify ? { bytes: 0, count: 0 } : sizeOf(entry);
}

/**
 * Lays out one entry, all of it or nothing. Throws `Damaged` where it isn't as it was saved, and `Busy`.
 *
 * @param {Layout} layout
 * @param {Entry} entry
 * @param {Wanted} wanted
 * @param {Copiers} copiers
 * @returns {Promise<number | null>} bytes; `null` where it was removed before it could be locked
 */
export function restoreEntry(layout, entry, { path, verify, wait, began }, copiers) {
  return withLock(layout, entry.folder, { mode: 'shared', wait }, async () => {
    const { manifest, files, used } = partsOf(entry.path);
    const text = await readFile(manifest, 'utf8').catch(() => null);
    if (text === null) return entryIsThere(entry);
    const { tree, bytes } = readManifest(text);
    const beside = `${besideOf(path)}${randomUUID()}`;
    try {
      await layOut(tree, files, beside, { copiers, verify, shift: shiftOf(tree, began) });
      await rename(beside, path);
    } catch (error) {
      await removeTree(beside);
      throw error;
    }
    const now = new Date();
    // Only clean-up looks at it, and a cache that can be read is worth having.
    await lutimes(used, now, now).catch(() => undefined);
    return bytes;
  });
}

/**
 * By how many milliseconds all that is laid out must be made older. Cargo builds a crate anew only where a source is newer
 * than what was built of it: what another job built after this one checked out, or by a clock that ran ahead, would pass
 * for built of this job's sources. Among themselves the files keep their order.
 *
 * @param {SavedTree} tree
 * @param {number} began
 */
function shiftOf({ files }, began) {
  const newest = files.reduce((latest, { mtime }) => Math.max(latest, mtime), 0);
  return newest >= began ? newest - began + 1000 : 0;
}

/**
 * @param {Entry} entry
 * @returns {Promise<null>}
 */
async function entryIsThere({ path }) {
  if ((await readdir(path).catch(() => null)) === null) return null;
  throw new Damaged('it has no manifest that can be read');
}
