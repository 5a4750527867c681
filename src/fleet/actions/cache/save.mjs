import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { copyFiles } from './copy-files.mjs';
import { flushFileSystem, freeBytes } from './disk.mjs';
import { partsOf } from './layout.mjs';
import { listTree } from './list-tree.mjs';
import { withLock } from './lock.mjs';
import { formatManifest } from './manifest.mjs';

/** @typedef {import('./key.mjs').Key} Key */
/** @typedef {import('./layout.mjs').Layout} Layout */
/** @typedef {import('./list-tree.mjs').Tree} Tree */
/** @typedef {{ readonly saved: boolean, readonly bytes: number, readonly reason: string }} Saved */

/** Seconds to wait for jobs that read or write the same entry. */
const WAIT = 60;

/**
 * Keeps a folder under a key that isn't kept yet. Nothing can be restored of it before all of it is on the disk.
 *
 * @param {Layout} layout
 * @param {{ readonly tier: string, readonly group: string, readonly key: Key, readonly path: string, readonly free: number }} what
 *   `free` is what the disk must have free afterwards, in bytes
 * @returns {Promise<Saved>}
 */
export async function save(layout, { tier, group, key, path, free }) {
  const entry = join(layout.entries, tier, group, key.folder);
  if (await exists(entry)) return unsaved('It is kept already.');
  if (!(await exists(path))) return unsaved(`${path} isn't there.`);
  const tree = await listTree(path);
  const { bytes } = sizeOf(tree);
  if (bytes === 0) return unsaved(`${path} holds nothing.`);
  if ((await freeBytes(layout.root)) - bytes < free)
    return unsaved('The disk of the cache would have too little free.');
  return withLock(layout, key.folder, { mode: 'exclusive', wait: WAIT }, async (checkHeld) => {
    if (await exists(entry)) return unsaved('Another job kept it meanwhile.');
    const incoming = join(layout.incoming, `${key.folder}.${randomUUID()}`);
    try {
      await writeEntry(incoming, key, path, tree);
      checkHeld();
      await publish(incoming, entry);
    } catch (error) {
      await rm(incoming, { recursive: true, force: true });
      throw error;
    }
    return { saved: true, bytes, reason: `It is kept in the tier ${tier}.` };
  });
}

/**
 * @param {Tree} tree
 * @returns {import('./manifest.mjs').Size}
 */
function sizeOf({ files }) {
  return { count: files.length, bytes: files.reduce((sum, { size }) => sum + size, 0) };
}

/**
 * @param {string} entry
 * @param {Key} key
 * @param {string} path
 * @param {Tree} tree
 */
async function writeEntry(entry, key, path, tree) {
  const { files, manifest, used } = partsOf(entry);
  for (const folder of ['', ...tree.folders.map((each) => each.path)]) {
    await mkdir(join(files, folder), { recursive: true, mode: 0o700 });
  }
  // What a file held when it was copied counts, not what it held when it was listed.
  const held = new Map(await copyFiles(path, files, tree.files));
  const saved = tree.files.flatMap((file) => {
    const read = held.get(file.path);
    return read === undefined ? [] : [{ ...file, ...read }];
  });
  await writeFile(manifest, formatManifest(key.text, { ...tree, files: saved }));
  await writeFile(used, '');
  // All at once: a journal takes that better than hundreds of files one by one.
  await flushFileSystem(entry);
}

/** How often the group's folder may be removed by clean-up, being empty, before the entry is in it. */
const TRIES = 5;

/**
 * @param {string} incoming
 * @param {string} entry
 */
async function publish(incoming, entry) {
  for (let tries = 1; ; tries += 1) {
    await mkdir(dirname(entry), { recursive: true, mode: 0o700 });
    try {
      await rename(incoming, entry);
      return await flushFolder(dirname(entry));
    } catch (error) {
      if (tries === TRIES || /** @type {NodeJS.ErrnoException} */ (error).code !== 'ENOENT') throw error;
    }
  }
}

/** @param {string} path */
async function flushFolder(path) {
  const handle = await open(path);
  await handle.sync().finally(() => handle.close());
}

/** @param {string} path */
async function exists(path) {
  return (await stat(path).catch(() => null)) !== null;
}

/**
 * @param {string} reason
 * @returns {Saved}
 */
function unsaved(reason) {
  return { saved: false, bytes: 0, reason };
}
