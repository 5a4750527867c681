import { readdir } from 'node:fs/promises';
import { removeLeftovers } from './beside.mjs';
import { entriesOf } from './entries.mjs';
import { Busy } from './lock.mjs';
import { Damaged } from './manifest.mjs';
import { restoreEntry } from './restore-entry.mjs';
import { setAside } from './set-aside.mjs';

/** @typedef {import('./entries.mjs').Entry} Entry */
/** @typedef {import('./key.mjs').Key} Key */
/** @typedef {import('./layout.mjs').Layout} Layout */
/** @typedef {{ readonly hit: 'exact' | 'prefix' | 'miss' | 'off', readonly bytes: number, readonly reason: string, readonly trouble: boolean }} Restored */

const NONE = 'There is no entry that fits.';

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
 * @property {number} began a time before this job's sources, milliseconds since 1970
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
  const [entries] = await Promise.all([candidates(layout, wanted, Date.now()), removeLeftovers(wanted.path)]);
  /** @type {string[]} */
  const troubles = [];
  for (const entry of entries) {
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
  return { hit: 'miss', bytes: 0, reason: [...troubles, NONE].join(' '), trouble: troubles.length > 0 };
}

/**
 * The entry of the key in the most trusted tier first, then those of its family in all tiers, newest first.
 *
 * @param {Layout} layout
 * @param {Wanted} wanted
 * @param {number} now
 */
async function candidates(layout, { tiers, group, key }, now) {
  const entries = (await Promise.all(tiers.map((tier) => entriesOf(layout, tier, group)))).flat();
  const exact = entries.filter(({ folder }) => folder === key.folder);
  const others = entries.filter(({ folder }) => folder !== key.folder && folder.startsWith(key.family));
  // A time in the future is of a clock that was set back since.
  return [...exact, ...others.sort((one, other) => Math.min(other.saved, now) - Math.min(one.saved, now))];
}

/** @param {string} path */
async function isOccupied(path) {
  try {
    return (await readdir(path)).length > 0;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code !== 'ENOENT';
  }
}
