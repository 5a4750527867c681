import { Buffer } from 'node:buffer';
import { lstat, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { partsOf } from './layout.mjs';
import { sizeNamed, HEADER_SIZE } from './manifest.mjs';

/** @typedef {import('./layout.mjs').Layout} Layout */

/**
 * An entry as clean-up and fallback see it, without reading its files.
 *
 * @typedef {object} Entry
 * @property {string} path
 * @property {string} tier
 * @property {string} group repository and name
 * @property {string} folder
 * @property {number} inode tells it from one that takes its place later
 * @property {number} saved milliseconds since 1970
 * @property {number} used when it was last saved or restored
 */

/** @typedef {Entry & import('./manifest.mjs').Size} SizedEntry */

const FOLDER = /^[0-9a-f]{20}-[0-9a-f]{20}$/;

/**
 * All entries of a cache. What has no name that we give is somebody else's and isn't listed.
 *
 * @param {Layout} layout
 * @returns {Promise<readonly SizedEntry[]>}
 */
export async function listEntries(layout) {
  const tiers = await foldersIn(layout.entries);
  const groups = tiers.map(async (tier) => {
    const names = await foldersIn(join(layout.entries, tier));
    return Promise.all(names.map((group) => entriesOf(layout, tier, group)));
  });
  const entries = (await Promise.all(groups)).flat(2);
  return Promise.all(entries.map(async (entry) => ({ ...entry, ...(await sizeOf(entry)) })));
}

/**
 * The entries of one tier and group.
 *
 * @param {Layout} layout
 * @param {string} tier
 * @param {string} group
 * @returns {Promise<readonly Entry[]>}
 */
export async function entriesOf(layout, tier, group) {
  const home = join(layout.entries, tier, group);
  const folders = (await foldersIn(home)).filter((name) => FOLDER.test(name));
  const entries = await Promise.all(
    folders.map((folder) => readEntry({ path: join(home, folder), tier, group, folder })),
  );
  return entries.filter((entry) => entry !== null);
}

/**
 * An entry as it is now; `null` for one that was removed meanwhile.
 *
 * @param {{ readonly path: string, readonly tier: string, readonly group: string, readonly folder: string }} place
 * @returns {Promise<Entry | null>}
 */
export async function readEntry({ path, tier, group, folder }) {
  const { manifest, used } = partsOf(path);
  const [own, saved, last] = await Promise.all([path, manifest, used].map((each) => lstat(each).catch(() => null)));
  if (!own) return null;
  const since = (saved ?? own).mtimeMs;
  return { path, tier, group, folder, inode: own.ino, saved: since, used: last?.mtimeMs ?? since };
}

/**
 * How much an entry holds, from the first line of its manifest alone: all of it is long.
 *
 * @param {{ readonly path: string }} entry
 */
export async function sizeOf({ path }) {
  const file = await open(partsOf(path).manifest).catch(() => null);
  if (file === null) return sizeNamed('');
  try {
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(HEADER_SIZE), position: 0 });
    return sizeNamed(buffer.toString('utf8', 0, bytesRead));
  } catch {
    return sizeNamed('');
  } finally {
    await file.close();
  }
}

/**
 * The real folders in a folder. A link could lead out of the cache.
 *
 * @param {string} folder
 */
async function foldersIn(folder) {
  const found = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const folders = found.filter((each) => each.isDirectory());
  return folders.map(({ name }) => name).sort();
}
