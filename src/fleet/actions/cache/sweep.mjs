import { lstat, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf } from './error-code.mjs';
import { Busy, withLock } from './lock.mjs';

/** @typedef {import('./layout.mjs').Layout} Layout */

/** Names that we give in `incoming` and `damaged`; they end in a key's folder and a UUID. */
const OURS = /[/+]([0-9a-f]{20}-[0-9a-f]{20})\.[0-9a-f-]{36}$/;

/** Milliseconds that a damaged entry stays for a person to look at. */
const KEPT_DAMAGE = 24 * 60 * 60 * 1000;

/**
 * Removes what jobs that died left half written or half removed, and damaged entries older than a day. Returns their
 * names, and of those that can't be removed why.
 *
 * @param {Layout} layout
 * @param {number} now milliseconds since 1970
 * @param {boolean} dryRun
 * @returns {Promise<{ readonly swept: readonly string[], readonly troubles: readonly string[] }>}
 */
export async function sweep(layout, now, dryRun) {
  const left = (await readdir(layout.incoming)).map((name) => join(layout.incoming, name));
  const damaged = (await readdir(layout.damaged)).map((name) => join(layout.damaged, name));
  const old = await Promise.all(damaged.map((path) => isOld(path, now)));
  /** @type {string[]} */
  const swept = [];
  /** @type {string[]} */
  const troubles = [];
  for (const path of [...left, ...damaged.filter((_, index) => old[index])]) {
    const [, folder] = OURS.exec(path.slice(layout.root.length)) ?? [];
    if (folder === undefined) continue;
    const name = path.slice(layout.root.length + 1);
    try {
      if (await removeUnused(layout, path, folder, dryRun)) swept.push(name);
    } catch (error) {
      troubles.push(`${name} can't be removed (${codeOf(error)}).`);
    }
  }
  return { swept, troubles };
}

/**
 * @param {string} path
 * @param {number} now
 */
async function isOld(path, now) {
  const stats = await lstat(path).catch(() => null);
  return stats !== null && now - stats.ctimeMs > KEPT_DAMAGE;
}

/**
 * Whoever writes or removes it holds the lock of its key.
 *
 * @param {Layout} layout
 * @param {string} path
 * @param {string} folder
 * @param {boolean} dryRun
 */
async function removeUnused(layout, path, folder, dryRun) {
  try {
    await withLock(layout, folder, { mode: 'exclusive', wait: 0 }, async () => {
      if (!dryRun) await rm(path, { recursive: true, force: true });
    });
    return true;
  } catch (error) {
    if (error instanceof Busy) return false;
    throw error;
  }
}
