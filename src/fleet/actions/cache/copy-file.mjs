import { createHash } from 'node:crypto';
import {
  closeSync,
  constants,
  copyFileSync,
  fchmodSync,
  fstatSync,
  futimesSync,
  openSync,
  readSync,
  writeSync,
} from 'node:fs';
import { stampOf } from './stamp.mjs';

/** @typedef {import('./list-tree.mjs').FileEntry} FileEntry */

/**
 * A file to copy. The stamp, where there is one, is the one that it had when its SHA-256 was taken.
 *
 * @typedef {FileEntry & { readonly stamp?: string }} FileToCopy
 */

/**
 * What was really there, whatever was expected. The SHA-256 is `null` where the stamp was still the same.
 *
 * @typedef {{ readonly size: number, readonly sha256: string | null }} Copied
 */

/** Bytes at a time: few enough to stay in a core's own memory between reading, hashing and writing. */
const CHUNK = 256 * 1024;

/**
 * Makes a function that copies one file, with its mode and time. It shares blocks where the file system can, which
 * lets neither side change the other; it never makes a hard link, through which a build could write into the cache.
 *
 * @returns {(from: string, to: string, file: FileToCopy) => Copied}
 */
export function fileCopier() {
  const buffer = new Uint8Array(CHUNK);
  let shares = true;
  return (from, to, { mode, mtime, stamp }) => {
    const source = openSync(from, constants.O_RDONLY | constants.O_NOFOLLOW);
    try {
      const before = fstatSync(source, { bigint: true });
      const hash = stampOf(before) === stamp ? null : createHash('sha256');
      shares &&= shareBlocks(from, to);
      const target = openSync(to, shares ? 'r' : 'wx');
      try {
        // What is shared is the same; the source is likelier to be in memory.
        const size =
          shares && hash === null ? Number(before.size) : passOn(source, shares ? null : target, hash, buffer);
        fchmodSync(target, mode);
        futimesSync(target, mtime / 1000, mtime / 1000);
        return { size, sha256: hash?.digest('hex') ?? null };
      } finally {
        closeSync(target);
      }
    } finally {
      closeSync(source);
    }
  };
}

/**
 * Whether the file is there now without a byte having been copied.
 *
 * @param {string} from
 * @param {string} to
 */
function shareBlocks(from, to) {
  try {
    copyFileSync(from, to, constants.COPYFILE_FICLONE_FORCE | constants.COPYFILE_EXCL);
    return true;
  } catch {
    // Another file system, or one that can't. What else may be wrong, plain copying will tell.
    return false;
  }
}

/**
 * Reads to the end, hashes and writes what it reads where that is wanted, and tells how much it was.
 *
 * @param {number} source
 * @param {number | null} target
 * @param {import('node:crypto').Hash | null} hash
 * @param {Uint8Array} buffer
 */
function passOn(source, target, hash, buffer) {
  let size = 0;
  for (let read = readSync(source, buffer); read > 0; read = readSync(source, buffer)) {
    const chunk = buffer.subarray(0, read);
    hash?.update(chunk);
    if (target !== null) writeAll(target, chunk);
    size += read;
  }
  return size;
}

/**
 * @param {number} target
 * @param {Uint8Array} chunk
 */
function writeAll(target, chunk) {
  for (let written = 0; written < chunk.length; written += writeSync(target, chunk, written));
}
