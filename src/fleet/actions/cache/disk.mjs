import { execFile } from 'node:child_process';
import { statfs } from 'node:fs/promises';
import { promisify } from 'node:util';

/**
 * Bytes of the file system below that path which its user may still write.
 *
 * @param {string} path
 */
export async function freeBytes(path) {
  const { bavail, bsize } = await statfs(path);
  return bavail * bsize;
}

/**
 * Bytes that lack so that so many are free; negative where there are more.
 *
 * @param {string} path
 * @param {number} wanted
 */
export async function missingBytes(path, wanted) {
  const missing = wanted - (await freeBytes(path));
  if (missing <= 0) return missing;
  // Some file systems count what was removed only after a while, or when asked to write. Where it fails the first count stands.
  await flushFileSystem(path).catch(() => undefined);
  return wanted - (await freeBytes(path));
}

/**
 * Waits until all that was written to the file system below that path is on the disk.
 *
 * @param {string} path
 */
export async function flushFileSystem(path) {
  await promisify(execFile)('sync', ['--file-system', path]);
}
