import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { NO_UPSTREAM } from './key.mjs';

/**
 * SHA-256 over the names and contents of lock files. Throws where there is none, or one is missing or empty: a key
 * without what was resolved stays the same when that changes.
 *
 * @param {readonly string[]} paths
 */
export async function digestLocks(paths) {
  if (paths.length === 0) throw new Error('No lock file is named: without one the cache would keep what is outdated.');
  const hash = createHash('sha256');
  for (const path of [...paths].sort()) {
    const content = await readLock(path);
    hash.update(JSON.stringify([path, content.length])).update(content);
  }
  return hash.digest('hex');
}

/** @param {string} path */
async function readLock(path) {
  const content = await readFile(path).catch((/** @type {NodeJS.ErrnoException} */ { code }) => {
    throw new Error(`The lock file ${path} can't be read (${code}): resolve first, as with "cargo generate-lockfile".`);
  });
  if (content.length === 0) throw new Error(`The lock file ${path} is empty: resolve first.`);
  return content;
}

/**
 * The upstream part of a key: a sorted list of what is built in, or `none`. Throws where the JSON isn't such a list.
 *
 * @param {string} json list of `{repository, commit}` or `{repository, digest}`
 */
export function upstreamOf(json) {
  /** @type {unknown} */
  const needs = JSON.parse(json === '' ? '[]' : json);
  if (!Array.isArray(needs)) throw new Error(`"needs" is no JSON list: ${json}`);
  const lines = needs.map((need) => lineOf(need));
  return lines.length === 0 ? NO_UPSTREAM : lines.sort().join('\n');
}

/** @param {unknown} need */
function lineOf(need) {
  const { repository, commit, digest } = /** @type {Record<string, unknown>} */ (need ?? {});
  const content = digest ?? commit;
  if (typeof repository === 'string' && typeof content === 'string' && /^(sha256:)?[0-9a-f]{40,64}$/.test(content)) {
    return `${repository.toLowerCase()}@${content}`;
  }
  throw new Error(`An entry of "needs" lacks its repository, or a whole commit or digest: ${JSON.stringify(need)}`);
}
