import { Buffer } from 'node:buffer';
import { crc32, deflateRawSync } from 'node:zlib';

/** @typedef {import('./tar.mjs').Entry} Entry */

const UNIX = 3;
const DEFLATE = 8;
const FORMAT = 20;

/**
 * A zip archive in which nothing depends on the machine: entries sorted by name, all of one time.
 *
 * @param {readonly Entry[]} entries
 * @param {number} seconds since 1970
 * @returns {Buffer}
 */
export function zip(entries, seconds) {
  const sorted = [...entries].sort((a, b) => (a.name < b.name ? -1 : 1));
  /** @type {Buffer[]} */
  const files = [];
  /** @type {Buffer[]} */
  const directory = [];
  let offset = 0;
  for (const entry of sorted) {
    const packed = deflateRawSync(entry.content, { level: 9 });
    const name = Buffer.from(entry.name);
    const shared = fields(entry, packed, name, seconds);
    const local = Buffer.concat([signature(0x04034b50), shared, name, packed]);
    const attributes = (0o100000 | (entry.executable ? 0o755 : 0o644)) * 2 ** 16;
    directory.push(
      Buffer.concat([signature(0x02014b50), two(FORMAT | (UNIX << 8)), shared, rest(attributes, offset), name]),
    );
    files.push(local);
    offset += local.length;
  }
  const size = directory.reduce((total, { length }) => total + length, 0);
  const count = two(sorted.length);
  const end = [signature(0x06054b50), two(0), two(0), count, count, four(size), four(offset), two(0)];
  return Buffer.concat([...files, ...directory, ...end]);
}

/**
 * What stands both before a file and in the directory.
 *
 * @param {Entry} entry
 * @param {Buffer} packed
 * @param {Buffer} name
 * @param {number} seconds
 */
function fields({ content }, packed, name, seconds) {
  const sizes = [four(crc32(content)), four(packed.length), four(content.length), two(name.length), two(0)];
  return Buffer.concat([two(FORMAT), two(0), two(DEFLATE), dosTime(seconds), ...sizes]);
}

/**
 * @param {number} attributes
 * @param {number} offset
 */
function rest(attributes, offset) {
  return Buffer.concat([two(0), two(0), two(0), four(attributes), four(offset)]);
}

/**
 * Two seconds exact, from 1980 on, in universal time: zip knows no time zone.
 *
 * @param {number} seconds
 */
function dosTime(seconds) {
  const date = new Date(Math.max(seconds * 1000, Date.UTC(1980)));
  const time = (date.getUTCHours() << 11) | (date.getUTCMinutes() << 5) | (date.getUTCSeconds() >> 1);
  const day = ((date.getUTCFullYear() - 1980) << 9) | ((date.getUTCMonth() + 1) << 5) | date.getUTCDate();
  return Buffer.concat([two(time), two(day)]);
}

/** @param {number} value */
function signature(value) {
  return four(value);
}

/** @param {number} value */
function two(value) {
  const buffer = Buffer.alloc(2);
  buffer.writeUInt16LE(value);
  return buffer;
}

/** @param {number} value */
function four(value) {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32LE(value);
  return buffer;
}
