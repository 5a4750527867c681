import { createHash } from 'node:crypto';

/** @typedef {import('./list-tree.mjs').FileEntry} FileEntry */
/** @typedef {import('./list-tree.mjs').Tree} Tree */
/** @typedef {FileEntry & { readonly sha256: string, readonly stamp: string }} SavedFile the stamp is of the entry's own file */
/** @typedef {Omit<Tree, 'files'> & { readonly files: readonly SavedFile[] }} SavedTree */

/** @typedef {{ readonly count: number, readonly bytes: number }} Size how many files, and bytes of all of them */

/**
 * The first line of a manifest; the second is the tree, whose SHA-256 is the digest.
 *
 * @typedef {Size & { readonly key: string, readonly digest: string }} Header
 */

/**
 * What stands beside the files of an entry, and what they are checked against.
 *
 * @typedef {Header & { readonly tree: SavedTree }} Manifest
 */

/** Bytes within which the first line of a manifest ends. */
export const HEADER_SIZE = 4096;

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
  const text = JSON.stringify(tree);
  /** @type {Header} */
  const header = { key, count: tree.files.length, bytes: bytesOf(tree), digest: digestOf(text) };
  return `${JSON.stringify(header)}\n${text}`;
}

/**
 * Reads a manifest. Throws `Damaged` where it isn't whole, or names what lies outside of the entry.
 *
 * @param {string} text
 * @returns {Manifest}
 */
export function readManifest(text) {
  const end = text.indexOf('\n');
  const header = parse(text.slice(0, end));
  const line = text.slice(end + 1);
  if (end < 0 || digestOf(line) !== header.digest) throw new Damaged('its manifest was changed');
  /** @type {SavedTree} */
  const tree = parse(line);
  if (tree.files.length !== header.count || bytesOf(tree) !== header.bytes) {
    throw new Damaged("its manifest's sums are wrong");
  }
  const paths = [...tree.folders, ...tree.files, ...tree.names, ...tree.links].map(({ path }) => path);
  const outside = [...paths, ...tree.names.map(({ to }) => to)].find((path) => !staysInside(path));
  if (outside !== undefined) throw new Damaged(`its manifest names ${outside}`);
  return { ...header, tree };
}

/**
 * How much a manifest says that there is, from its beginning alone; 0 where it says what can't be.
 *
 * @param {string} beginning
 * @returns {Size}
 */
export function sizeNamed(beginning) {
  try {
    const { bytes, count } = parse(beginning.slice(0, beginning.indexOf('\n')));
    if ([bytes, count].every((number) => Number.isSafeInteger(number) && number >= 0)) return { bytes, count };
  } catch {
    // It is told of where all of the manifest is read.
  }
  return { bytes: 0, count: 0 };
}

/** @param {string} text */
function parse(text) {
  try {
    const value = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // Half a manifest is no JSON.
  }
  throw new Damaged('its manifest is not whole');
}

/** @param {string} text */
function digestOf(text) {
  return createHash('sha256').update(text).digest('hex');
}

/** @param {SavedTree} tree */
function bytesOf({ files }) {
  return files.reduce((sum, { size }) => sum + size, 0);
}

/** A name that leads out of the folder, or none: `..`, `.`, nothing between two slashes, an end of text. */
const OUT = /(^|\/)\.{0,2}(\/|$)|\0/;

/** @param {string} path */
function staysInside(path) {
  return !OUT.test(path);
}
