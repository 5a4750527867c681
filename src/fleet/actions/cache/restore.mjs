import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, utimes } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { entriesOf } from './entries.mjs';
import { layOut } from './lay-out.mjs';
import { partsOf } from './layout.mjs';
import { Busy, withLock } from './lock.mjs';
import { Damaged, readManifest } from './manifest.mjs';
import { setAside } from './set-aside.mjs';

/** @typedef {import('./entries.mjs').Entry} Entry */
/** @typedef {import('./key.mjs').Key} Key */
/** @typedef {import('./layout.mjs').Layout} Layout */
/** @typedef {{ readonly hit: 'exact' | 'prefix' | 'miss' | 'off', readonly bytes: number, readonly reason: string, readonly trouble: boolean }} Restored */

/**
 * What is to be laid out, and where.
 *
 * @typedef {object} Wanted
 * @property {readonly string[]} tiers to read, the most trusted first
 * @property {string} group
 * @property {Key} key
 * @property {string} path
 * @property {boolean} verify whether every byte is compared, though the file system says that nobody touched it
 * @property {number} wait seconds for another job that saves the same entry
 */

/**
 * Lays out the entry of that key, else the newest of its family. A damaged entry counts as none and is put aside.
 *
 * @param {Layout} layout
 * @param {Wanted} wanted
 * @returns {Promise<Restored>}
 */
export async function restore(layout, wanted) {
  if (await isOccupied(wanted.path)) {
    const reason = `${wanted.path} holds something already and is left as it is.`;
    return { hit: 'off', bytes: 0, reason, trouble: false };
  }
  /** @type {string[]} */
  const troubles = [];
  for (const entry of await candidates(layout, wanted)) {
    const hit = entry.folder === wanted.key.folder ? 'exact' : 'prefix';
    try {
      const bytes = await restoreEntry(layout, entry, wanted);
      const from = `From the tier ${entry.tier}, saved at ${new Date(entry.saved).toISOString()}.`;
      if (bytes !== null) return { hit, bytes, reason: [...troubles, from].join(' '), trouble: troubles.length > 0 };
    } catch (error) {
      if (error instanceof Busy) troubles.push('An entry is being written by another job.');
      else if (!(error instanceof Damaged)) throw error;
      else troubles.push(`An entry was damaged (${error.message}): ${await setAside(layout, entry)}.`);
    }
  }
  const reason = [...troubles, 'There is no entry that fits.'].join(' ');
  return { hit: 'miss', bytes: 0, reason, trouble: troubles.length > 0 };
}

/**
 * The entry of the key in the most trusted tier first, then those of its family, newest first.
 *
 * @param {Layout} layout
 * @param {Wanted} wanted
 */
async function candidates(layout, { tiers, group, key }) {
  const entries = (await Promise.all(tiers.map((tier) => entriesOf(layout, tier, group)))).flat();
  const exact = entries.filter(({ folder }) => folder === key.folder);
  const others = entries.filter(({ folder }) => folder !== key.folder && folder.startsWith(key.family));
  return [...exact, ...others.sort((one, other) => other.saved - one.saved)];
}

/**
 * @param {Layout} layout
 * @param {Entry} entry
 * @param {Wanted} wanted
 * @returns {Promise<number | null>} bytes; `null` where it was removed before it could be locked
 */
function restoreEntry(layout, entry, { path, verify, wait }) {
  return withLock(layout, entry.folder, { mode: 'shared', wait }, async () => {
    const { manifest, files, used } = partsOf(entry.path);
    const text = await readFile(manifest, 'utf8').catch(() => null);
    if (text === null) return entryIsThere(entry);
    const { tree, bytes } = readManifest(text);
    await mkdir(dirname(path), { recursive: true });
    const beside = join(dirname(path), `.${basename(path)}.cascade-${randomUUID()}`);
    try {
      await layOut(tree, files, beside, verify);
      await rename(beside, path);
    } catch (error) {
      await rm(beside, { recursive: true, force: true });
      throw error;
    }
    const now = new Date();
    // Only clean-up looks at it, and a cache that can be read is worth having.
    await utimes(used, now, now).catch(() => undefined);
    return bytes;
  });
}

/**
 * @param {Entry} entry
 * @returns {Promise<null>}
 */
async function entryIsThere({ path }) {
  if ((await readdir(path).catch(() => null)) === null) return null;
  throw new Damaged('it has no manifest that can be read');
}

/** @param {string} path */
async function isOccupied(path) {
  try {
    return (await readdir(path)).length > 0;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code !== 'ENOENT';
  }
}
