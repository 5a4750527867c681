/**
 * What clean-up knows of an entry.
 *
 * @typedef {object} Cleanable
 * @property {string} path
 * @property {string} tier
 * @property {string} group
 * @property {number} saved milliseconds since 1970
 * @property {number} used
 * @property {number} bytes
 */

/**
 * @typedef {object} Limits
 * @property {number} budget bytes that all entries may take; 0 for no limit
 * @property {number} missing bytes that the disk lacks of its floor
 * @property {number} keep newest entries of each repository and tier that stay
 */

/**
 * @template {Cleanable} Each
 * @typedef {object} CleanPlan
 * @property {readonly Each[]} remove in this order
 * @property {readonly { readonly entry: Each, readonly why: string }[]} keep
 * @property {number} beyond bytes over the limits that remain, because the rest may not be removed
 */

/** Milliseconds that an entry stays after its last use. */
const YOUNG = 24 * 60 * 60 * 1000;

/**
 * What to remove so that the limits hold: what was used longest ago first, and no more than is needed. A time in the
 * future, left by a clock that was set back, counts as now.
 *
 * @template {Cleanable} Each
 * @param {readonly Each[]} entries
 * @param {Limits} limits
 * @param {{ readonly now: number, readonly stuck: ReadonlyMap<string, string> }} situation `stuck` tells by path why an
 *   entry can't be removed just now
 * @returns {CleanPlan<Each>}
 */
export function planClean(entries, { budget, missing, keep }, { now, stuck }) {
  const newest = newestOf(entries, keep, now);
  /** @type {Each[]} */
  const remove = [];
  /** @type {CleanPlan<Each>['keep'][number][]} */
  const kept = [];
  const total = entries.reduce((sum, { bytes }) => sum + bytes, 0);
  let excess = Math.max(budget > 0 ? total - budget : 0, missing, 0);
  for (const entry of [...entries].sort((one, other) => byUse(one, other, now))) {
    const why = reasonToStay(entry, newest, stuck, now) ?? (excess > 0 ? null : 'within the limits');
    if (why !== null) {
      kept.push({ entry, why });
    } else {
      remove.push(entry);
      excess -= entry.bytes;
    }
  }
  return { remove, keep: kept, beyond: Math.max(excess, 0) };
}

/**
 * @param {Cleanable} entry
 * @param {ReadonlySet<string>} newest
 * @param {ReadonlyMap<string, string>} stuck
 * @param {number} now
 */
function reasonToStay({ path, used }, newest, stuck, now) {
  if (newest.has(path)) return 'newest';
  if (now - used < YOUNG) return 'young';
  return stuck.get(path) ?? null;
}

/**
 * The paths of the entries that were saved last, so many of each repository and tier. All pull requests of a
 * repository share one allowance: they are without number, and nobody comes back to most of them.
 *
 * @param {readonly Cleanable[]} entries
 * @param {number} keep
 * @param {number} now
 */
function newestOf(entries, keep, now) {
  const latestFirst = [...entries].sort(
    (one, other) => Math.min(other.saved, now) - Math.min(one.saved, now) || (one.path < other.path ? -1 : 1),
  );
  const shelves = Map.groupBy(latestFirst, ({ tier, group }) => `${tier.replace(/^pr-\d+$/, 'pr')}/${group}`);
  return new Set([...shelves.values()].flatMap((shelf) => shelf.slice(0, keep).map(({ path }) => path)));
}

/**
 * @param {Cleanable} one
 * @param {Cleanable} other
 * @param {number} now
 */
function byUse(one, other, now) {
  return Math.min(one.used, now) - Math.min(other.used, now) || (one.path < other.path ? -1 : 1);
}
