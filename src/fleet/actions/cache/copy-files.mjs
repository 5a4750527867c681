import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { URL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { copyShare } from './copy-share.mjs';

/** @typedef {import('./copy-file.mjs').Copied} Copied */
/** @typedef {import('./copy-file.mjs').FileToCopy} FileToCopy */

/** A thread is worth its start from so many bytes, or so many files, on. */
const SHARE = { bytes: 16 * 2 ** 20, files: 300 };

/** More threads than this wait for the disk, and other jobs want to live. */
const MOST = 4;

/**
 * Copies these files from one folder into another whose folders exist, with several threads, and tells what each held.
 *
 * @param {string} from
 * @param {string} to
 * @param {readonly FileToCopy[]} files
 * @returns {Promise<readonly { readonly path: string, readonly copied: Copied }[]>}
 */
export async function copyFiles(from, to, files) {
  // The biggest first, so that no thread begins with one when the others are done.
  const ordered = [...files].sort((one, other) => other.size - one.size);
  const task = { from, to, files: ordered, next: new Int32Array(new SharedArrayBuffer(4)) };
  const helpers = Array.from({ length: threadsFor(ordered) - 1 }, () => helperOf(task));
  // One that fails at once is told of below.
  for (const helper of helpers) helper.catch(() => undefined);
  const own = await new Promise((resolve) => resolve(copyShare(task)));
  const shares = [own, ...(await Promise.all(helpers))];
  return shares.flat().map(([index, copied]) => ({ path: ordered[index]?.path ?? '', copied }));
}

/** @param {readonly FileToCopy[]} files */
function threadsFor(files) {
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  const useful = Math.max(bytes / SHARE.bytes, files.length / SHARE.files, 1);
  return Math.min(Math.ceil(useful), availableParallelism(), MOST);
}

/**
 * @param {import('./copy-share.mjs').CopyTask} task
 * @returns {Promise<[number, Copied][]>}
 */
async function helperOf(task) {
  const worker = new Worker(new URL('./copy-share.mjs', import.meta.url), { workerData: task });
  const [share] = await once(worker, 'message');
  return share;
}
