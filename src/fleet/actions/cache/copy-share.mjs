import { join } from 'node:path';
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
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
 * Copies files that no other thread has taken, until none is left. Throws at the first that can't be copied; then the
 * others stop too.
 *
 * @param {CopyTask} task
 * @returns {[number, Copied][]} by the number of the file
 */
export function copyShare({ from, to, files, next }) {
  const copy = fileCopier();
  /** @type {[number, Copied][]} */
  const done = [];
  try {
    for (let file = take(files, next); file !== undefined; file = take(files, next)) {
      done.push([file.index, copy(join(from, file.path), join(to, file.path), file)]);
    }
    return done;
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
  const index = Atomics.add(next, 0, 1);
  const file = files[index];
  return file === undefined ? undefined : { ...file, index };
}

if (!isMainThread) parentPort?.postMessage(copyShare(workerData));
