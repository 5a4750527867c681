import { lutimes } from 'node:fs/promises';
import { missingBytes } from './disk.mjs';
import { listEntries } from './entries.mjs';
import { partsOf } from './layout.mjs';
import { planClean } from './plan-clean.mjs';
import { IN_USE, removeEntry } from './remove-entry.mjs';
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
 * @property {readonly string[]} troubles what can't be removed though it should, as sentences
 * @property {number} bytes of what was removed
 * @property {number} beyond bytes over the limits that remain, because the rest may not be removed
 */

/** @typedef {{ readonly budget: number, readonly free: number, readonly keep: number, readonly dryRun: boolean }} CleanLimits `free` is what the disk must have free, in bytes */

/**
 * Brings a cache within its limits.
 *
 * @param {Layout} layout
 * @param {CleanLimits} limits
 * @param {number} now milliseconds since 1970
 * @returns {Promise<CleanReport>}
 */
export async function clean(layout, limits, now) {
  const { swept, troubles } = await sweep(layout, now, limits.dryRun);
  const entries = await listEntries(layout);
  if (!limits.dryRun) await correctTimes(entries, now);
  const { removed, plan, stuck } = await removeBeyond(layout, entries, limits, now);
  const failed = [...stuck].filter(([, why]) => why !== IN_USE).map(([path, why]) => `${path} ${why}.`);
  return {
    dryRun: limits.dryRun,
    removed: removed.map((entry) => lineOf(entry, 'used longest ago')),
    kept: plan.keep.map(({ entry, why }) => lineOf(entry, why)),
    swept,
    troubles: [...troubles, ...failed],
    bytes: removed.reduce((sum, { bytes }) => sum + bytes, 0),
    beyond: plan.beyond,
  };
}

/**
 * Removes, plans and removes until the limits hold or nothing more may go.
 *
 * @param {Layout} layout
 * @param {readonly Entry[]} entries
 * @param {CleanLimits} limits
 * @param {number} now
 */
async function removeBeyond(layout, entries, { budget, free, keep, dryRun }, now) {
  /** @type {Map<string, string>} */
  const stuck = new Map();
  /** @type {Entry[]} */
  const removed = [];
  const planFor = (/** @type {number} */ missing) => {
    const left = entries.filter((entry) => !removed.includes(entry));
    return planClean(left, { budget, missing, keep }, { now, stuck });
  };
  let missing = await missingBytes(layout.root, free);
  let plan = planFor(missing);
  if (dryRun) return { removed: plan.remove, plan, stuck };
  while (plan.remove.length > 0) {
    // Whether an entry is in use shows only when it is to go; then others go in its place.
    for (let [next] = plan.remove; next !== undefined; [next] = plan.remove) {
      const why = await removeEntry(layout, next);
      if (why === null) {
        removed.push(next);
        missing -= next.bytes;
      } else {
        stuck.set(next.path, why);
      }
      plan = planFor(missing);
    }
    // Blocks that are shared aren't free when one of those who share them goes.
    missing = await missingBytes(layout.root, free);
    plan = planFor(missing);
  }
  return { removed, plan, stuck };
}

/**
 * An entry that was saved or used in the future would seem new for as long: from now on it ages.
 *
 * @param {readonly Entry[]} entries
 * @param {number} now
 */
async function correctTimes(entries, now) {
  for (const { path, saved, used } of entries) {
    const parts = partsOf(path);
    if (saved > now) await lutimes(parts.manifest, now / 1000, now / 1000).catch(() => undefined);
    if (used > now) await lutimes(parts.used, now / 1000, now / 1000).catch(() => undefined);
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
