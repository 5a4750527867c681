import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** The texts of a crate's files by their paths: everything but what cargo has built there. */
export async function sourcesIn(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const wanted = paths.map((path) => relative(folder, path)).filter((path) => path.split(sep)[0] !== 'target');
  return new Map(
    await Promise.all(wanted.map(async (path) => [path, await readFile(join(folder, path), 'utf8')] as const)),
  );
}
