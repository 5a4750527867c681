import {
  accessSync,
  constants,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, isAbsolute, resolve } from 'node:path';
import { layoutOf } from './layout.mjs';

/** @typedef {import('./layout.mjs').Layout} Layout */

/** What the mark says, and with it the version of the layout. */
const MARK = 'A cache of Cascade, version 1. Whatever is in this folder may be removed at any time.\n';

/**
 * The cache in that folder, made where nothing is yet. Throws, before anything is written, where the folder can't be
 * known to be a cache and nothing else.
 *
 * @param {string} root
 * @returns {Layout}
 */
export function openRoot(root) {
  if (!isAbsolute(root) || resolve(root) !== root) throw refused(root, 'is no absolute path in its shortest form');
  if (dirname(root) === root) throw refused(root, 'is a whole file system');
  if (homes().includes(root)) throw refused(root, 'is a home folder');
  checkPlace(root);
  const { uid, mode } = statSync(root);
  if (uid !== process.getuid?.()) throw refused(root, 'belongs to another user');
  if ((mode & 0o002) !== 0) throw refused(root, 'may be written by everybody');
  try {
    accessSync(root, constants.W_OK | constants.X_OK);
  } catch {
    throw refused(root, 'may not be written');
  }
  const layout = layoutOf(root);
  claim(layout);
  return layout;
}

/**
 * Makes the folder where nothing is yet, and only in one that is there.
 *
 * @param {string} root
 */
function checkPlace(root) {
  const parent = orNull(() => realpathSync(dirname(root)));
  if (parent === null) throw refused(root, 'is in a folder that is not there');
  const found = orNull(() => lstatSync(root));
  if (parent !== dirname(root) || found?.isSymbolicLink()) {
    throw refused(root, 'is a link, or reached by one: name the folder itself');
  }
  if (found !== null && !found.isDirectory()) throw refused(root, 'is no folder');
  try {
    mkdirSync(root, { mode: 0o700 });
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    // Jobs that begin at once may both make it.
    if (code !== 'EEXIST') throw refused(root, `can't be made (${code}): make it for the user that runs the jobs`);
  }
}

/**
 * Takes an empty folder; leaves one alone that holds something else.
 *
 * @param {Layout} layout
 */
function claim({ root, mark, entries, locks, incoming, damaged }) {
  const folders = [entries, locks, incoming, damaged];
  const link = [mark, ...folders].find((part) => orNull(() => lstatSync(part))?.isSymbolicLink());
  if (link !== undefined) throw refused(root, `has a link in it that leads elsewhere (${basename(link)})`);
  // In this order: whatever we put there comes after the mark.
  const names = readdirSync(root);
  const text = orNull(() => readFileSync(mark, 'utf8'));
  if (text === null && names.length > 0) {
    throw refused(root, 'holds other things and no file CASCADE-CACHE, so that it is no cache');
  }
  if (text === null || text === '') writeFileSync(mark, MARK);
  else if (text !== MARK) throw refused(root, 'is a cache of another version');
  for (const folder of folders) mkdirSync(folder, { recursive: true, mode: 0o700 });
}

/** Every user's home folder, whoever runs this. */
function homes() {
  const users = orNull(() => readFileSync('/etc/passwd', 'utf8')) ?? '';
  return [homedir(), process.env['HOME'] ?? '', ...users.split('\n').map((line) => line.split(':')[5] ?? '')];
}

/**
 * @template Result
 * @param {() => Result} read
 */
function orNull(read) {
  try {
    return read();
  } catch {
    return null;
  }
}

/**
 * @param {string} root
 * @param {string} why
 */
function refused(root, why) {
  return new Error(`The cache folder ${root} ${why}. Nothing was touched; the job goes on without a cache.`);
}
