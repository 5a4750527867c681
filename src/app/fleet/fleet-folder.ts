import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import type { RenderedRepository } from '../../domain/fleet/rendered.ts';
import { driftOf, type FileDrift, isSafe } from '../../fleet/drift.ts';

/** How the files of a repository differ from what is generated. */
export interface RepositoryDrift {
  /** `owner/name`, which is also where its files lie in the folder. */
  readonly repository: string;
  readonly drift: readonly FileDrift[];
}

/** Folders of a repository in which generated files can be. */
const GENERATED = ['.github/workflows', 'actions'];

/** Compares a folder, in which each repository lies under `owner/name`, with what is generated. */
export async function checkFolder(
  folder: string,
  repositories: readonly RenderedRepository[],
): Promise<readonly RepositoryDrift[]> {
  return await Promise.all(
    repositories.map(async ({ owner, name, files }) => {
      const found = await textsIn(join(folder, owner, name));
      return { repository: `${owner}/${name}`, drift: driftOf(files, found) };
    }),
  );
}

/**
 * Brings a folder to what is generated, and tells what drifted. What a person wrote or changed stays, unless all is to be
 * taken over.
 */
export async function renderFolder(
  folder: string,
  repositories: readonly RenderedRepository[],
  { take }: { readonly take: boolean },
): Promise<readonly RepositoryDrift[]> {
  const checked = await checkFolder(folder, repositories);
  for (const { repository, drift } of checked) {
    for (const { path, text } of drift.filter((file) => take || isSafe(file.state))) {
      const place = join(folder, repository, path);
      if (text === null) await rm(place);
      else {
        await mkdir(dirname(place), { recursive: true });
        await writeFile(place, text);
      }
    }
  }
  return checked;
}

async function textsIn(repository: string): Promise<ReadonlyMap<string, string>> {
  const paths = await Promise.all(GENERATED.map(async (folder) => filesBelow(join(repository, folder))));
  const texts = paths.flat().map(async (path) => {
    const text = await readFile(path, 'utf8');
    return [relative(repository, path).split(sep).join('/'), text] as const;
  });
  return new Map(await Promise.all(texts));
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
