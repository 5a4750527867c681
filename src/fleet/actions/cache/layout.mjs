import { join } from 'node:path';

/**
 * Where things are in a cache's root.
 *
 * @typedef {object} Layout
 * @property {string} root
 * @property {string} mark the file that says the root is ours
 * @property {string} entries by tier, group and key
 * @property {string} locks
 * @property {string} incoming what is being written or removed, never read
 * @property {string} damaged what failed its check, for a person to look at
 */

/**
 * @param {string} root
 * @returns {Layout}
 */
export function layoutOf(root) {
  return {
    root,
    mark: join(root, 'CASCADE-CACHE'),
    entries: join(root, 'entries'),
    locks: join(root, 'locks'),
    incoming: join(root, 'incoming'),
    damaged: join(root, 'damaged'),
  };
}

/**
 * The folder of a repository's entries of one name; `+` is in no name of GitHub's. Throws where the names aren't such.
 *
 * @param {string} repository `owner/name`
 * @param {string} name what is saved, such as `target`
 */
export function groupOf(repository, name) {
  if (!/^[\w.-]+\/[\w.-]+$/.test(repository)) throw new Error(`"${repository}" is no owner/name of a repository.`);
  if (!/^[\w.-]+$/.test(name))
    throw new Error(`"${name}" is no name for a saved folder: letters, digits, ".", "_", "-".`);
  return `${repository.replace('/', '+')}+${name}`.toLowerCase();
}

/**
 * The parts of an entry's folder.
 *
 * @param {string} entry
 */
export function partsOf(entry) {
  return { manifest: join(entry, 'manifest.jsonl'), files: join(entry, 'files'), used: join(entry, 'used') };
}
