import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

const FILE_NAMES = ['cascade.yml', 'cascade.yaml'];

/** The chains' files in a folder: its own `cascade.yml`, and that of each folder directly below. */
export async function chainFilesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const below = entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name));
  const lists = await Promise.all([folder, ...below.sort()].map(async (path) => filesOf(path)));
  return lists.flat();
}

async function filesOf(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder);
  return FILE_NAMES.filter((name) => names.includes(name)).map((name) => join(folder, name));
}
