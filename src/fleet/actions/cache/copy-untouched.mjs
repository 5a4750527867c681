import { constants, copyFileSync, lstatSync, rmSync, utimesSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { setImmediate as turn } from 'node:timers/promises';
import { stampOf } from './stamp.mjs';

/**
 * A file to copy, and the stamp that it had when its SHA-256 was taken.
 *
 * @typedef {import('./copy-file.mjs').FileToCopy & { readonly stamp: string }} StampedFile
 */

/** Bytes from which on a file is worth handing to one of Node's own threads, and how many of these are kept busy. */
const BIG = 256 * 1024;
const AT_ONCE = 3;

/** So many small files are copied here before those threads get their next big ones. */
const IN_A_ROW = 10;

const HOW = constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE;

/**
 * Copies the files that nobody touched since their SHA-256 was taken, within the kernel, sharing blocks where it can.
 * Their modes are still the ones that they had.
 *
 * @template {StampedFile} File
 * @param {string} from
 * @param {string} to a folder that has all the folders of the files
 * @param {readonly File[]} files
 * @returns {Promise<readonly File[]>} the others, of which nothing is there: they were touched, or couldn't be copied
 */
export async function copyUntouched(from, to, files) {
  /** @type {File[]} */
  const others = [];
  /**
   * @param {Iterable<File>} those
   * @param {(from: string, to: string, how: number) => unknown} copy
   */
  const copyAll = async (those, copy) => {
    for (const file of those) {
      const [source, target] = [`${from}/${file.path}`, `${to}/${file.path}`];
      try {
        if (stampOf(lstatSync(source, { bigint: true })) === file.stamp) {
          await copy(source, target, HOW);
          utimesSync(target, file.mtime / 1000, file.mtime / 1000);
          continue;
        }
      } catch {
        // The error names both files; copying step by step tells which of them it is about.
        rmSync(target, { force: true });
      }
      others.push(file);
    }
  };
  let row = 0;
  const copyHere = (/** @type {Parameters<typeof copyFileSync>} */ ...args) => {
    copyFileSync(...args);
    row = (row + 1) % IN_A_ROW;
    return row === 0 ? turn() : null;
  };
  // The biggest first, so that none of them is begun when the others are done; the threads share them.
  const bySize = files.filter(({ size }) => size >= BIG).sort((one, other) => other.size - one.size);
  const big = bySize.values();
  const threads = Array.from({ length: AT_ONCE }, () => copyAll(big, copyFile));
  const small = files.filter(({ size }) => size < BIG);
  await Promise.all([...threads, copyAll(small, copyHere)]);
  return others;
}
