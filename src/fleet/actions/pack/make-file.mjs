import { accessSync, constants, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { tar } from './tar.mjs';
import { zip } from './zip.mjs';

/**
 * The content of a file that must be there. Throws where nothing was built that it could be made of.
 *
 * @param {string} name
 * @param {{ readonly dist: string, readonly out: string, readonly seconds: number }} from
 * @returns {Buffer}
 */
export function makeFile(name, { dist, out, seconds }) {
  if (existsSync(join(dist, name))) return readFileSync(join(dist, name));
  mkdirSync(out, { recursive: true });
  const built = readdirSync(out, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const [first, ...others] = built;
  if (first === undefined) throw new Error(`There is no dist/${name}, and nothing in out of which it could be made.`);
  const [, top, kind] = /^(.*?)\.(tar\.gz|tgz|zip)$/.exec(name) ?? [];
  if (top === undefined) {
    if (others.length === 0) return readFileSync(first);
    throw new Error(`There is no dist/${name}, and ${built.length} files in out: a command must say which it is.`);
  }
  const entries = built.map((path) => ({
    name: `${top}/${path.slice(out.length + 1).replaceAll('\\', '/')}`,
    content: readFileSync(path),
    executable: isExecutable(path),
  }));
  return kind === 'zip' ? zip(entries, seconds) : gzipSync(tar(entries, seconds), { level: 9 });
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
