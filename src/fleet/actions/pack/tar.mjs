import { Buffer } from 'node:buffer';

/** @typedef {{ readonly name: string, readonly content: Buffer, readonly executable: boolean }} Entry */

const BLOCK = 512;
const LONGEST_NAME = 100;

/**
 * A tar archive in which nothing depends on the machine: entries sorted by name, owned by nobody, all of one time.
 *
 * @param {readonly Entry[]} entries
 * @param {number} seconds since 1970
 * @returns {Buffer}
 */
export function tar(entries, seconds) {
  const sorted = [...entries].sort((a, b) => (a.name < b.name ? -1 : 1));
  const parts = sorted.flatMap((entry) => [header(entry, seconds), entry.content, padding(entry.content.length)]);
  return Buffer.concat([...parts, Buffer.alloc(2 * BLOCK)]);
}

/**
 * @param {Entry} entry
 * @param {number} seconds
 */
function header({ name, content, executable }, seconds) {
  if (Buffer.byteLength(name) > LONGEST_NAME) throw new Error(`The name ${name} is too long for an archive.`);
  const block = Buffer.alloc(BLOCK);
  block.write(name, 0);
  block.write(octal(executable ? 0o755 : 0o644, 7), 100);
  block.write(octal(0, 7), 108);
  block.write(octal(0, 7), 116);
  block.write(octal(content.length, 11), 124);
  block.write(octal(seconds, 11), 136);
  // The sum is taken with spaces in its own place.
  block.write('        ', 148);
  block.write('0', 156);
  block.write('ustar\u000000', 257);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${octal(sum, 6)}\u0000 `, 148);
  return block;
}

/**
 * @param {number} value
 * @param {number} digits
 */
function octal(value, digits) {
  return value.toString(8).padStart(digits, '0');
}

/** @param {number} length */
function padding(length) {
  return Buffer.alloc((BLOCK - (length % BLOCK)) % BLOCK);
}
