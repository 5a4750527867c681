import { randomUUID } from 'node:crypto';
import { rename, rm, rmdir, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { freeBytes } from './disk.mjs';
import { listEntries } from './entries.mjs';
import { partsOf } from './layout.mjs';
import { Busy, withLock } from './lock.mjs';
import { planClean } from './plan-clean.mjs';
import { sweep } from './sweep.mjs';

/** @typedef {import('./entries.mjs').SizedEntry} Entry */
/** @typedef {import('./layout.mjs').Layout} Layout */
/** @typedef {{ readonly tier: string, readonly group: string, readonly entry: string, readonly bytes: number, readonly why: string }} Line */

/**
 * What clean-up did, or would do.
 *
 * @typedef {object} CleanReport
 * @property {boolean} dryRun
 * @property {readonly Line[]} removed
 * @property {readonly Line[]} kept
 * @property {readonly string[]} swept leftovers of jobs that died, and damaged entries older than a day
 * @property {number} bytes of what was removed
 * @property {number} beyond bytes over the limits that remain, because the rest may not be removed
 */

/**
 * Brings a cache within its limits.
 *
 * @param {Layout} layout
 * @param {{ readonly budget: number, readonly free: number, readonly keep: number, readonly dryRun: boolean }} limits
 *   `free` is what the disk must have free, in bytes
 * @param {number} now milliseconds since 1970
 * @returns {Promise<CleanReport>}
 */
export async function clean(layout, { budget, free, keep, dryRun }, now) {
  const swept = await sweep(layout, now, dryRun);
  const entries = await listEntries(layout);
  if (!dryRun) await correctTimes(entries, now);
  const missing = free - (await freeBytes(layout.root));
  const busy = new Set();
  const gone = new Set();
  let plan = planClean(entries, { budget, missing, keep }, { now, busy });
  // Whether an entry is in use shows only when it is to go; then others go in its place.
  for (let next = nextOf(plan.remove, gone); !dryRun && next !== undefined; next = nextOf(plan.remove, gone)) {
    if (await removeEntry(layout, next)) gone.add(next.path);
    else busy.add(next.path);
    plan = planClean(entries, { budget, missing, keep }, { now, busy });
  }
  return {
    dryRun,
    removed: plan.remove.map((entry) => lineOf(entry, 'used longest ago')),
    kept: plan.keep.map(({ entry, why }) => lineOf(entry, why)),
    swept,
    bytes: plan.remove.reduce((sum, { bytes }) => sum + bytes, 0),
    beyond: plan.beyond,
  };
}

/**
 * @param {readonly Entry[]} planned
 * @param {ReadonlySet<unknown>} gone
 */
function nextOf(planned, gone) {
  return planned.find(({ path }) => !gone.has(path));
}

/**
 * @param {Layout} layout
 * @param {Entry} entry
 * @returns {Promise<boolean>} whether nobody used it, so that it is gone
 */
async function removeEntry(layout, { path, folder }) {
  const outgoing = join(layout.incoming, `${folder}.${randomUUID()}`);
  try {
    await withLock(layout, folder, { mode: 'exclusive', wait: 0 }, async () => {
      // It vanishes at once: half an entry is never seen, whenever this process dies.
      await rename(path, outgoing);
      await rm(outgoing, { recursive: true });
    });
  } catch (error) {
    if (error instanceof Busy) return false;
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ENOENT') throw error;
  }
  for (const home of [dirname(path), dirname(dirname(path))]) await rmdir(home).catch(() => undefined);
  return true;
}

/**
 * An entry that was used in the future would seem young for as long: from now on it ages.
 *
 * @param {readonly Entry[]} entries
 * @param {number} now
 */
async function correctTimes(entries, now) {
  for (const { path, used } of entries) {
    if (used > now) await utimes(partsOf(path).used, now / 1000, now / 1000).catch(() => undefined);
  }
}

/**
 * @param {Entry} entry
 * @param {string} why
 * @returns {Line}
 */
function lineOf({ tier, group, folder, bytes }, why) {
  return { tier, group, entry: folder, bytes, why };
}
