import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { removeTree } from './remove-tree.mjs';

/**
 * How the folders begin that become the wanted one when all is in them.
 *
 * @param {string} path
 */
export function besideOf(path) {
  return join(dirname(path), `.${basename(path)}.cascade-`);
}

/**
 * Removes what restores that were killed have left. Only one job works in a workspace at a time.
 *
 * @param {string} path
 */
export async function removeLeftovers(path) {
  const beginning = basename(besideOf(path));
  const names = await readdir(dirname(path)).catch(() => []);
  for (const name of names.filter((each) => each.startsWith(beginning))) await removeTree(join(dirname(path), name));
}
