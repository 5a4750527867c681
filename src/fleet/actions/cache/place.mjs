import { resolve, sep } from 'node:path';
import { textInput } from './inputs.mjs';

/** What an action says where the organisation has no cache. */
export const NO_CACHE = 'No cache is configured.';

/**
 * The folder to save or lay out, from the input `path`. Throws where it and the cache contain each other.
 *
 * @param {string} root of the cache
 */
export function pathInput(root) {
  const given = textInput('path');
  if (given === '') throw new Error('The input "path" is empty: name the folder.');
  const path = resolve(given);
  const inside = (/** @type {string} */ one, /** @type {string} */ other) =>
    `${one}${sep}`.startsWith(`${other}${sep}`);
  if (inside(path, root) || inside(root, path)) throw new Error(`${path} and the cache ${root} contain each other.`);
  return path;
}
