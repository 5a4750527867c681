import { createHash } from 'node:crypto';

/** Raised when keys or entries change, so that what was saved before isn't found any more. */
const SCHEMA = 'v2';

/** The upstream part of a build that nothing is built in. */
export const NO_UPSTREAM = 'none';

const DIGEST = '[0-9a-f]{20}';
const TEXT = new RegExp(`^${SCHEMA}/[\\w.-]+/${DIGEST}/[\\w.-]+-${DIGEST}/${DIGEST}/${DIGEST}$`);

/**
 * What decides whether a saved folder fits a build. No part may be empty: a part that doesn't apply says so with a word.
 *
 * @typedef {object} KeyParts
 * @property {string} platform operating system and architecture
 * @property {string} toolchain what the compiler says of itself
 * @property {string} target
 * @property {string} profile
 * @property {string} features
 * @property {string} flags
 * @property {string} locks digest of the lock files
 * @property {string} upstream digest of what is built in
 */

/**
 * The key of a saved folder.
 *
 * @typedef {object} Key
 * @property {string} text for people and for `cache-save`
 * @property {string} family digest of all but lock files and upstream: entries that share it may stand in for each other
 * @property {string} folder name of its entry's folder, which begins with the family
 * @property {boolean} upstream whether outputs of others are built in
 */

/**
 * The key of these parts. Throws where a part is empty, for then different builds would share an entry.
 *
 * @param {KeyParts} parts
 * @returns {Key}
 */
export function makeKey(parts) {
  for (const [name, value] of Object.entries(parts)) {
    if (value.trim() === '') throw new Error(`The ${name} of the key is empty: say it, or "none" where there is none.`);
  }
  const { platform, toolchain, target, profile, features, flags, locks, upstream } = parts;
  // One digest of a list, so that no two builds read alike when their parts are joined.
  const build = digest(JSON.stringify([target, profile, features, flags]));
  const readable = plain(`${target}-${profile}`);
  return keyOf([SCHEMA, plain(platform), digest(toolchain), `${readable}-${build}`, digest(locks), digest(upstream)]);
}

/**
 * The key that a text from `cache-restore` names. Throws where it names none.
 *
 * @param {string} text
 * @returns {Key}
 */
export function readKey(text) {
  if (TEXT.test(text)) return keyOf(text.split('/'));
  throw new Error(`"${text}" is no key: give the output "key" of the step that restored.`);
}

/**
 * @param {readonly string[]} parts
 * @returns {Key}
 */
function keyOf(parts) {
  const text = parts.join('/');
  const family = digest(parts.slice(0, -2).join('/'));
  return { text, family, folder: `${family}-${digest(text)}`, upstream: parts.at(-1) !== digest(NO_UPSTREAM) };
}

/** @param {string} text */
function plain(text) {
  return text.replaceAll(/[^\w.-]+/g, '-').slice(0, 60);
}

/**
 * The first 80 bits of a SHA-256, which are enough against chance.
 *
 * @param {string} text
 */
function digest(text) {
  return createHash('sha256').update(text).digest('hex').slice(0, 20);
}
