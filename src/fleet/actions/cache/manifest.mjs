import { createHash } from 'node:crypto';

/** @typedef {import('./list-tree.mjs').FileEntry} FileEntry */
/** @typedef {import('./list-tree.mjs').Tree} Tree */
/** @typedef {FileEntry & { readonly sha256: string, readonly stamp: string }} SavedFile the stamp is of the entry's own file */
/** @typedef {Omit<Tree, 'files'> & { readonly files: readonly SavedFile[] }} SavedTree */

/**
 * What stands beside the files of an entry, and what they are checked against.
 *
 * @typedef {object} Manifest
 * @property {string} key
 * @property {number} count files
 * @property {number} bytes of all files
 * @property {string} digest SHA-256 of the tree as it stands here
 * @property {SavedTree} tree
 */

/** Raised where an entry isn't what its manifest says. */
export class Damaged extends Error {
  /** @override */
  name = 'Damaged';
}

/**
 * @param {string} key
 * @param {SavedTree} tree
 */
export function formatManifest(key, tree) {
  /** @type {Manifest} */
  const manifest = { key, count: tree.files.length, bytes: bytesOf(tree), digest: digestOf(tree), tree };
  return JSON.stringify(manifest);
}

/**
 * Reads a manifest. Throws `Damaged` where it isn't whole, or names what lies outside of the entry.
 *
 * @param {string} text
 * @returns {Manifest}
 */
export function readManifest(text) {
  const manifest = parse(text);
  const { tree, count, bytes, digest } = manifest;
  if (digestOf(tree) !== digest) throw new Damaged('its manifest was changed');
  if (tree.files.length !== count || bytesOf(tree) !== bytes) throw new Damaged("its manifest's sums are wrong");
  const paths = [...tree.folders, ...tree.files, ...tree.names, ...tree.links].map(({ path }) => path);
  const outside = [...paths, ...tree.names.map(({ to }) => to)].find((path) => !staysInside(path));
  if (outside !== undefined) throw new Damaged(`its manifest names ${outside}`);
  return manifest;
}

/**
 * @param {string} text
 * @returns {Manifest}
 */
function parse(text) {
  try {
    const manifest = JSON.parse(text);
    if (manifest?.tree) return manifest;
  } catch {
    // Half a manifest is no JSON.
  }
  throw new Damaged('its manifest is not whole');
}

/** @param {SavedTree} tree */
function digestOf(tree) {
  return createHash('sha256').update(JSON.stringify(tree)).digest('hex');
}

/** @param {SavedTree} tree */
function bytesOf({ files }) {
  return files.reduce((sum, { size }) => sum + size, 0);
}

/** @param {string} path */
function staysInside(path) {
  return path.split('/').every((name) => name !== '' && name !== '.' && name !== '..') && !path.includes('\0');
}
