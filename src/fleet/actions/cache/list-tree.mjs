import { lstat, readdir, readlink, stat } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * @typedef {{ readonly path: string, readonly mode: number, readonly mtime: number }} FolderEntry
 * @typedef {{ readonly path: string, readonly mode: number, readonly mtime: number, readonly size: number }} FileEntry
 * @typedef {{ readonly path: string, readonly to: string }} LinkEntry a symbolic link and its text, or a second name of a file and its first
 */

/**
 * What a folder holds: times in milliseconds, paths relative to it, what contains before what is contained.
 *
 * @typedef {object} Tree
 * @property {number} mode of the folder itself
 * @property {readonly FolderEntry[]} folders
 * @property {readonly FileEntry[]} files
 * @property {readonly LinkEntry[]} names more names of the same file, as cargo makes them
 * @property {readonly LinkEntry[]} links symbolic links
 */

/**
 * Lists a folder. Throws where something in it is neither file, folder nor link.
 *
 * @param {string} root
 * @returns {Promise<Tree>}
 */
export async function listTree(root) {
  /** @type {{ mode: number, folders: FolderEntry[], files: FileEntry[], names: LinkEntry[], links: LinkEntry[] }} */
  const tree = { mode: (await stat(root)).mode & 0o777, folders: [], files: [], names: [], links: [] };
  /** @type {Map<string, string>} */
  const firstNames = new Map();
  const pending = [''];
  for (let folder = pending.shift(); folder !== undefined; folder = pending.shift()) {
    const names = await readdir(join(root, folder));
    const paths = names.sort().map((name) => join(folder, name));
    const found = await Promise.all(paths.map((path) => lstat(join(root, path), { bigint: true })));
    for (const [index, path] of paths.entries()) {
      const stats = found[index];
      if (stats === undefined) continue;
      const attributes = { path, mode: Number(stats.mode & 0o777n), mtime: Number(stats.mtimeNs) / 1e6 };
      if (stats.isDirectory()) {
        tree.folders.push(attributes);
        pending.push(path);
      } else if (stats.isSymbolicLink()) {
        tree.links.push({ path, to: await readlink(join(root, path)) });
      } else if (stats.isFile()) {
        const first = stats.nlink > 1n ? firstName(firstNames, `${stats.dev}:${stats.ino}`, path) : path;
        if (first === path) tree.files.push({ ...attributes, size: Number(stats.size) });
        else tree.names.push({ path, to: first });
      } else {
        throw new Error(`${join(root, path)} is neither file, folder nor link.`);
      }
    }
  }
  return tree;
}

/**
 * @param {Map<string, string>} known
 * @param {string} file
 * @param {string} path
 */
function firstName(known, file, path) {
  const first = known.get(file) ?? path;
  known.set(file, first);
  return first;
}
