import { chmod, link, mkdir, symlink, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { copyFiles } from './copy-files.mjs';
import { Damaged } from './manifest.mjs';

/** @typedef {import('./manifest.mjs').SavedTree} SavedTree */

/** What reading ends with where an entry isn't as it was saved, or its disk fails. */
const UNREADABLE = ['ENOENT', 'ELOOP', 'EISDIR', 'EIO'];

/**
 * Copies the files of an entry into a folder of its own, and checks them on the way: files whose stamp has changed, or
 * all of them, by their SHA-256. Throws `Damaged` where something differs from the manifest.
 *
 * @param {SavedTree} tree
 * @param {string} from
 * @param {string} to a folder that isn't there yet
 * @param {boolean} verify whether every byte is read, whatever the stamps say
 */
export async function layOut(tree, from, to, verify) {
  await mkdir(to);
  for (const { path } of tree.folders) await mkdir(join(to, path));
  const expected = new Map(tree.files.map((file) => [file.path, file]));
  const files = verify ? tree.files.map((file) => ({ ...file, stamp: '' })) : tree.files;
  for (const { path, copied } of await copyFiles(from, to, files).catch(asDamage)) {
    const file = expected.get(path);
    const same = copied.sha256 === null || copied.sha256 === file?.sha256;
    if (!same || copied.size !== file?.size) throw new Damaged(`${path} has other content`);
  }
  for (const { path, to: first } of tree.names) await link(join(to, first), join(to, path));
  // After all files, so that none of them can be written through a link.
  for (const { path, to: text } of tree.links) await symlink(text, join(to, path));
  // What is inside a folder changes its time.
  for (const { path, mode, mtime } of tree.folders.toReversed()) {
    await chmod(join(to, path), mode);
    await utimes(join(to, path), mtime / 1000, mtime / 1000);
  }
}

/**
 * @param {NodeJS.ErrnoException} error
 * @returns {never}
 */
function asDamage(error) {
  if (UNREADABLE.includes(error.code ?? '')) throw new Damaged(`a file can't be read (${error.message})`);
  throw error;
}
