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

/**
 * A file to copy, with the time that the copy is to have in milliseconds.
 *
 * @typedef {{ readonly path: string, readonly mode: number, readonly mtime: number, readonly size: number }} FileToCopy
 */

/**
 * What was really there, whatever was expected, and the stamp of the copy.
 *
 * @typedef {{ readonly size: number, readonly sha256: string, readonly stamp: string }} Copied
 */

/** Bytes at a time: few enough to stay in a core's own memory between reading, hashing and writing. */
const CHUNK = 256 * 1024;

/**
 * Makes a function that copies one file, with its mode and time, and tells what it held. It shares blocks where the file
 * system can, which lets neither side change the other; it never makes a hard link, through which a build could write into
 * the cache.
 *
 * @returns {(from: string, to: string, file: FileToCopy) => Copied}
 */
export function fileCopier() {
  const buffer = new Uint8Array(CHUNK);
  let shares = true;
  return (from, to, file) => {
    const source = openSync(from, constants.O_RDONLY | constants.O_NOFOLLOW);
    try {
      shares &&= shareBlocks(from, to);
      const target = openSync(to, shares ? 'r' : 'wx');
      try {
        const hash = createHash('sha256');
        // What is shared is the same; the source is likelier to be in memory.
        const size = passOn(namedReader(source, from), shares ? null : target, hash, buffer);
        fchmodSync(target, file.mode);
        futimesSync(target, file.mtime / 1000, file.mtime / 1000);
        return { size, sha256: hash.digest('hex'), stamp: stampOf(fstatSync(target, { bigint: true })) };
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
 * Reads an open file; its errors name the file, as those of opening it do.
 *
 * @param {number} source
 * @param {string} path
 * @returns {(buffer: Uint8Array) => number}
 */
function namedReader(source, path) {
  return (buffer) => {
    try {
      return readSync(source, buffer);
    } catch (error) {
      throw Object.assign(/** @type {Error} */ (error), { path });
    }
  };
}

/**
 * Reads to the end, hashes what it reads, writes it where that is wanted, and tells how much it was.
 *
 * @param {(buffer: Uint8Array) => number} readInto
 * @param {number | null} target
 * @param {import('node:crypto').Hash} hash
 * @param {Uint8Array} buffer
 */
function passOn(readInto, target, hash, buffer) {
  let size = 0;
  for (let read = readInto(buffer); read > 0; read = readInto(buffer)) {
    const chunk = buffer.subarray(0, read);
    hash.update(chunk);
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
