import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** The texts of all files below some folders of a repository, by their paths from its root; folders need not be there. */
export async function textsInFolder(
  repository: string,
  folders: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const paths = await Promise.all(folders.map(async (folder) => filesBelow(join(repository, folder))));
  const texts = paths.flat().map(async (path) => {
    const text = await readFile(path, 'utf8');
    return [relative(repository, path).split(sep).join('/'), text] as const;
  });
  return new Map(await Promise.all(texts));
}

/** What a folder holds; nothing where it isn't there, or no folder. */
export async function entriesOf(folder: string, { recursive }: { readonly recursive: boolean }) {
  try {
    return await readdir(folder, { recursive, withFileTypes: true });
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return [];
    throw error;
  }
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await entriesOf(folder, { recursive: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
