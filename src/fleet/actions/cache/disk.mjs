import { statfs } from 'node:fs/promises';

/**
 * Bytes of the file system below that path which its user may still write.
 *
 * @param {string} path
 */
export async function freeBytes(path) {
  const { bavail, bsize } = await statfs(path);
  return bavail * bsize;
}
