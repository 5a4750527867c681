import { isMainThread, parentPort } from 'node:worker_threads';
import { fileCopier } from './copy-file.mjs';

/** @typedef {import('./copy-file.mjs').Copied} Copied */
/** @typedef {import('./copy-file.mjs').FileToCopy} FileToCopy */

/**
 * What several threads copy together.
 *
 * @typedef {object} CopyTask
 * @property {string} from
 * @property {string} to
 * @property {readonly FileToCopy[]} files
 * @property {Int32Array} next shared by the threads: the number of the file that is to be taken next
 */

/**
 * How a thread answers. Of an error only the text crosses between threads by itself.
 *
 * @typedef {{ readonly share: Share } | { readonly message: string, readonly code: unknown, readonly path: unknown }} Answer
 * @typedef {readonly (readonly [path: string, copied: Copied])[]} Share
 */

/**
 * Copies files that no other thread has taken, until none is left. Throws at the first that can't be copied; then the
 * others stop too.
 *
 * @param {CopyTask} task
 * @returns {Share}
 */
export function copyShare({ from, to, files, next }) {
  const copy = fileCopier();
  /** @type {[string, Copied][]} */
  const share = [];
  try {
    for (let file = take(files, next); file !== undefined; file = take(files, next)) {
      share.push([file.path, copy(`${from}/${file.path}`, `${to}/${file.path}`, file)]);
    }
    return share;
  } catch (error) {
    Atomics.store(next, 0, files.length);
    throw error;
  }
}

/**
 * @param {readonly FileToCopy[]} files
 * @param {Int32Array} next
 */
function take(files, next) {
  return files[Atomics.add(next, 0, 1)];
}

/**
 * @param {CopyTask} task
 * @returns {Answer}
 */
function answer(task) {
  try {
    return { share: copyShare(task) };
  } catch (error) {
    const { message, code, path } = /** @type {NodeJS.ErrnoException} */ (error);
    return { message, code, path };
  }
}

if (!isMainThread) parentPort?.on('message', (task) => parentPort?.postMessage(answer(task)));
