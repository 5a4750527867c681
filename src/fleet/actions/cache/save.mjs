import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { copyFiles } from './copy-files.mjs';
import { freeBytes } from './disk.mjs';
import { partsOf } from './layout.mjs';
import { listTree } from './list-tree.mjs';
import { withLock } from './lock.mjs';
import { formatManifest } from './manifest.mjs';
import { stampOf } from './stamp.mjs';

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
  const tree = await listTree(path);
  const bytes = tree.files.reduce((sum, { size }) => sum + size, 0);
  if (bytes === 0) return unsaved(`${path} holds nothing.`);
  if ((await freeBytes(layout.root)) - bytes < free)
    return unsaved('The disk of the cache would have too little free.');
  return withLock(layout, key.folder, { mode: 'exclusive', wait: WAIT }, async () => {
    if (await exists(entry)) return unsaved('Another job kept it meanwhile.');
    const incoming = join(layout.incoming, `${key.folder}.${randomUUID()}`);
    try {
      await writeEntry(incoming, key, path, tree);
      await publish(incoming, entry);
    } catch (error) {
      await rm(incoming, { recursive: true, force: true });
      throw error;
    }
    return { saved: true, bytes, reason: `It is kept for ${tier === 'trusted' ? 'all branches' : tier}.` };
  });
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
  const copied = await copyFiles(path, files, tree.files);
  const hashes = new Map(copied.map((each) => [each.path, each.copied]));
  const saved = tree.files.map(async (file) => {
    // What a file held when it was copied counts, not what it held when it was listed.
    const { size, sha256 } = hashes.get(file.path) ?? { size: 0, sha256: null };
    const stamp = stampOf(await stat(join(files, file.path), { bigint: true }));
    return { ...file, size, sha256: sha256 ?? '', stamp };
  });
  await writeFile(manifest, formatManifest(key.text, { ...tree, files: await Promise.all(saved) }));
  await writeFile(used, '');
  await flush([
    manifest,
    used,
    entry,
    files,
    ...[...tree.folders, ...tree.files].map((each) => join(files, each.path)),
  ]);
}

/**
 * @param {string} incoming
 * @param {string} entry
 */
async function publish(incoming, entry) {
  await mkdir(dirname(entry), { recursive: true, mode: 0o700 });
  await rename(incoming, entry);
  await flush([dirname(entry)]);
}

/**
 * Waits until files and folders are on the disk, many at a time, which a journal takes better than one by one.
 *
 * @param {readonly string[]} paths
 */
async function flush(paths) {
  const pending = paths.values();
  const flushRest = async () => {
    for (const path of pending) {
      const handle = await open(path);
      await handle.sync().finally(() => handle.close());
    }
  };
  await Promise.all(Array.from({ length: 16 }, flushRest));
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
