import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { partsOf } from './layout.mjs';

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

/** @typedef {Entry & { readonly bytes: number }} SizedEntry 0 bytes where its manifest can't be read */

const FOLDER = /^[0-9a-f]{20}-[0-9a-f]{20}$/;

/**
 * All entries of a cache. What has no name that we give is somebody else's and isn't listed.
 *
 * @param {Layout} layout
 * @returns {Promise<readonly SizedEntry[]>}
 */
export async function listEntries(layout) {
  const tiers = await readdir(layout.entries);
  const groups = tiers.map(async (tier) => {
    const names = await namesIn(join(layout.entries, tier));
    return Promise.all(names.map((group) => entriesOf(layout, tier, group)));
  });
  const entries = (await Promise.all(groups)).flat(2);
  return Promise.all(entries.map(async (entry) => ({ ...entry, bytes: await bytesOf(entry) })));
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
  const folders = (await namesIn(home)).filter((name) => FOLDER.test(name));
  const entries = await Promise.all(folders.map((folder) => readEntry(join(home, folder), tier, group, folder)));
  return entries.filter((entry) => entry !== null);
}

/**
 * @param {string} path
 * @param {string} tier
 * @param {string} group
 * @param {string} folder
 * @returns {Promise<Entry | null>} `null` for one that was removed meanwhile
 */
async function readEntry(path, tier, group, folder) {
  const { manifest, used } = partsOf(path);
  const [own, saved, last] = await Promise.all([path, manifest, used].map((each) => stat(each).catch(() => null)));
  if (!own) return null;
  const since = (saved ?? own).mtimeMs;
  return { path, tier, group, folder, inode: own.ino, saved: since, used: last?.mtimeMs ?? since };
}

/** @param {Entry} entry */
async function bytesOf({ path }) {
  try {
    return Number(JSON.parse(await readFile(partsOf(path).manifest, 'utf8')).bytes);
  } catch {
    return 0;
  }
}

/** @param {string} folder */
async function namesIn(folder) {
  return (await readdir(folder).catch(() => [])).sort();
}
