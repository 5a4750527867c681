import { chmodSync, linkSync, mkdirSync, symlinkSync, utimesSync } from 'node:fs';
import { sep } from 'node:path';
import { copyFiles } from './copy-files.mjs';
import { copyUntouched } from './copy-untouched.mjs';
import { Damaged } from './manifest.mjs';

/** @typedef {import('./manifest.mjs').SavedTree} SavedTree */

/** What reading ends with where an entry isn't as it was saved, or its disk fails. */
const UNREADABLE = ['ENOENT', 'ENOTDIR', 'ELOOP', 'EISDIR', 'EIO', 'EACCES', 'EPERM'];

/**
 * Makes the folders of an entry, which may be written into until all is in them.
 *
 * @param {SavedTree} tree
 * @param {string} to a folder that isn't there yet
 */
export function makeFolders(tree, to) {
  for (const { path, mode } of foldersOf(tree)) mkdirSync(`${to}/${path}`, { mode: mode | WHILE_FILLED });
}

/**
 * Copies the files of an entry into folders of its own, and checks them on the way: files whose stamp has changed, or
 * all of them, by their SHA-256. Throws `Damaged` where something differs from the manifest.
 *
 * @param {SavedTree} tree
 * @param {string} from
 * @param {string} to where its folders are, and nothing else
 * @param {{ readonly verify: boolean, readonly shift: number }} how `verify`: every byte is read, whatever the stamps
 *   say; `shift`: milliseconds by which all times are earlier than they were
 */
export async function layOut(tree, from, to, { verify, shift }) {
  const files = tree.files.map((file) => ({ ...file, mtime: file.mtime - shift }));
  const unsure = verify ? files : await copyUntouched(from, to, files);
  if (unsure.length > 0) checkRead(await copyFiles(from, to, unsure).catch((error) => asDamage(error, from)), unsure);
  for (const { path, to: first } of tree.names) linkSync(`${to}/${first}`, `${to}/${path}`);
  // After all files, so that none of them can be written through a link.
  for (const { path, to: text } of tree.links) symlinkSync(text, `${to}/${path}`);
  const masked = process.umask();
  for (const { path, mode, mtime } of foldersOf(tree).toReversed()) {
    // What is inside a folder changes its time.
    if (mtime !== null) utimesSync(`${to}/${path}`, (mtime - shift) / 1000, (mtime - shift) / 1000);
    if (((mode | WHILE_FILLED) & ~masked) !== mode) chmodSync(`${to}/${path}`, mode);
  }
}

/** @param {SavedTree} tree */
function foldersOf({ mode, folders }) {
  return [{ path: '', mode, mtime: null }, ...folders];
}

/** What the owner must be allowed to put something into a folder. */
const WHILE_FILLED = 0o700;

/**
 * @param {import('./copy-share.mjs').Share} read
 * @param {readonly import('./manifest.mjs').SavedFile[]} files
 */
function checkRead(read, files) {
  const expected = new Map(files.map((file) => [file.path, file]));
  for (const [path, { size, sha256 }] of read) {
    const file = expected.get(path);
    if (sha256 !== file?.sha256 || size !== file.size) throw new Damaged(`${path} has other content`);
  }
}

/**
 * Only what is wrong with the entry itself is damage, not what is wrong with the place to lay it out.
 *
 * @param {NodeJS.ErrnoException} error
 * @param {string} from
 * @returns {never}
 */
function asDamage(error, from) {
  if (UNREADABLE.includes(error.code ?? '') && error.path?.startsWith(`${from}${sep}`)) {
    throw new Damaged(`a file can't be read (${error.message})`);
  }
  throw error;
}
