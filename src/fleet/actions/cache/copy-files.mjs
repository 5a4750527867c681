import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { URL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { copyShare } from './copy-share.mjs';

/** @typedef {import('./copy-file.mjs').FileToCopy} FileToCopy */
/** @typedef {import('./copy-share.mjs').Answer} Answer */
/** @typedef {import('./copy-share.mjs').CopyTask} CopyTask */
/** @typedef {import('./copy-share.mjs').Share} Share */

/** A thread is worth its start from so many bytes, or so many files, on. */
const SHARE = { bytes: 16 * 2 ** 20, count: 300 };

/** More threads than this wait for the disk, and other jobs want to live. */
const MOST = 4;

/**
 * Copies files from one folder into another whose folders exist, in as many threads as are of use, and tells what they held.
 *
 * @param {string} from
 * @param {string} to
 * @param {readonly FileToCopy[]} files
 * @returns {Promise<Share>}
 */
export async function copyFiles(from, to, files) {
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  const useful = Math.ceil(Math.max(bytes / SHARE.bytes, files.length / SHARE.count, 1));
  const helpers = Array.from({ length: Math.min(useful, availableParallelism(), MOST) - 1 }, startHelper);
  try {
    // The biggest first, so that no thread begins with one when the others are done.
    const ordered = [...files].sort((one, other) => other.size - one.size);
    const task = { from, to, files: ordered, next: new Int32Array(new SharedArrayBuffer(4)) };
    const asked = helpers.map((help) => help.copy(task));
    const own = new Promise((/** @type {(share: Share) => void} */ resolve) => resolve(copyShare(task)));
    // Also where one fails: whoever removes what they copied must not race with them.
    const shares = await Promise.allSettled([own, ...asked]);
    return shares.flatMap((share) => {
      if (share.status === 'rejected') throw share.reason;
      return share.value;
    });
  } finally {
    for (const helper of helpers) helper.end();
  }
}

function startHelper() {
  const worker = new Worker(new URL('./copy-share.mjs', import.meta.url));
  worker.unref();
  const failed = once(worker, 'error').then(([error]) => Promise.reject(error));
  // It is told of when something is to be copied.
  failed.catch(() => undefined);
  return {
    /**
     * @param {CopyTask} task
     * @returns {Promise<Share>}
     */
    async copy(task) {
      worker.ref();
      worker.postMessage(task);
      /** @type {readonly Answer[]} */
      const [answer] = await Promise.race([once(worker, 'message'), failed]);
      worker.unref();
      if (answer === undefined || 'share' in answer) return answer?.share ?? [];
      throw Object.assign(new Error(answer.message), answer);
    },
    end: () => void worker.terminate(),
  };
}
