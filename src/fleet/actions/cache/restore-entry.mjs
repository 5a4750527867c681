import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { lutimes, mkdir, readdir, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { besideOf } from './beside.mjs';
import { layOut, makeFolders } from './lay-out.mjs';
import { partsOf } from './layout.mjs';
import { withLock } from './lock.mjs';
import { Damaged, readManifest } from './manifest.mjs';
import { removeTree } from './remove-tree.mjs';

/** @typedef {import('./entries.mjs').Entry} Entry */
/** @typedef {import('./layout.mjs').Layout} Layout */
/** @typedef {import('./manifest.mjs').SavedTree} SavedTree */
/** @typedef {import('./restore.mjs').Wanted} Wanted */

/**
 * Lays out one entry, all of it or nothing. Throws `Damaged` where it isn't as it was saved, and `Busy`.
 *
 * @param {Layout} layout
 * @param {Entry} entry
 * @param {Wanted} wanted
 * @returns {Promise<number | null>} bytes; `null` where it was removed before it could be locked
 */
export async function restoreEntry(layout, entry, { path, verify, wait, began }) {
  const { manifest, files, used } = partsOf(entry.path);
  const beside = `${besideOf(path)}${randomUUID()}`;
  await mkdir(dirname(path), { recursive: true });
  /** @type {Prepared | null} */
  let prepared = null;
  try {
    const restored = withLock(layout, entry.folder, { mode: 'shared', wait }, async () => {
      const text = await readFile(manifest, 'utf8').catch(() => null);
      if (text === null) return await goneUnlessThere(entry, beside);
      const { tree, bytes } = prepared?.text === text ? prepared : await prepareAnew(text, beside);
      await layOut(tree, files, beside, { verify, shift: shiftOf(tree, began) });
      await rename(beside, path);
      const now = new Date();
      // Only clean-up looks at it, and a cache that can be read is worth having.
      await lutimes(used, now, now).catch(() => undefined);
      return bytes;
    });
    // The folders are made while the lock is on its way.
    prepared = prepareEarly(manifest, beside);
    return await restored;
  } catch (error) {
    await removeTree(beside);
    throw error;
  }
}

/** @typedef {{ readonly text: string, readonly tree: SavedTree, readonly bytes: number }} Prepared a manifest whose folders are there */

/**
 * What can be done of an entry that may be removed or replaced meanwhile; what is wrong with it is told of once it can't be.
 *
 * @param {string} manifest
 * @param {string} to
 */
function prepareEarly(manifest, to) {
  try {
    return prepare(readFileSync(manifest, 'utf8'), to);
  } catch {
    return null;
  }
}

/**
 * @param {string} text
 * @param {string} to
 */
async function prepareAnew(text, to) {
  await removeTree(to);
  return prepare(text, to);
}

/**
 * @param {string} text
 * @param {string} to
 * @returns {Prepared}
 */
function prepare(text, to) {
  const { tree, bytes } = readManifest(text);
  makeFolders(tree, to);
  return { text, tree, bytes };
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
 * @param {string} beside
 * @returns {Promise<null>}
 */
async function goneUnlessThere({ path }, beside) {
  await removeTree(beside);
  if ((await readdir(path).catch(() => null)) === null) return null;
  throw new Damaged('it has no manifest that can be read');
}
