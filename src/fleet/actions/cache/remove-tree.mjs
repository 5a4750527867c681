import { chmod, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Removes a folder and all in it, where it is there, also out of folders that their owner may not write.
 *
 * @param {string} path
 */
export async function removeTree(path) {
  try {
    await rm(path, { recursive: true, force: true });
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EACCES') throw error;
    await letOwnerWrite(path);
    await rm(path, { recursive: true, force: true });
  }
}

/** @param {string} folder */
async function letOwnerWrite(folder) {
  await chmod(folder, 0o700);
  for (const each of await readdir(folder, { withFileTypes: true })) {
    if (each.isDirectory()) await letOwnerWrite(join(folder, each.name));
  }
}
