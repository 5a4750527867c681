import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fullName } from '../../domain/chain.ts';
import { generatedFolders, type RenderedRepository } from '../../domain/fleet/rendered.ts';
import { decideFiles, type FileDecision } from '../../fleet/decide.ts';
import { straysIn } from './stray-repositories.ts';
import { textsInFolder } from './texts-in-folder.ts';

/** How the files of a repository differ from what is generated, and what follows. */
export interface CheckedRepository {
  /** `owner/name`, which is also where its files lie in the folder. */
  readonly repository: string;
  readonly files: readonly FileDecision[];
}

/** What is looked at beside the files of the repositories themselves. */
export interface FolderOptions {
  /** Whether these are all repositories of their chains, so that what was generated for others of them is left over. */
  readonly all: boolean;
}

/** Compares a folder, in which each repository lies under `owner/name`, with what is generated. */
export async function checkFolder(
  folder: string,
  repositories: readonly RenderedRepository[],
  options: FolderOptions,
): Promise<readonly CheckedRepository[]> {
  return await decideFolder(folder, repositories, { ...options, take: false });
}

/**
 * Brings a folder to what is generated, and tells what differed. What a person wrote or changed stays, unless all is to be
 * taken over.
 */
export async function renderFolder(
  folder: string,
  repositories: readonly RenderedRepository[],
  options: FolderOptions & { readonly take: boolean },
): Promise<readonly CheckedRepository[]> {
  const checked = await decideFolder(folder, repositories, options);
  for (const { repository, files } of checked) {
    for (const { path, action, text } of files) {
      const place = join(folder, repository, path);
      if (action === 'leave') continue;
      if (text === null) await rm(place);
      else {
        await mkdir(dirname(place), { recursive: true });
        await writeFile(place, text);
      }
    }
  }
  return checked;
}

async function decideFolder(
  folder: string,
  repositories: readonly RenderedRepository[],
  { all, take }: FolderOptions & { readonly take: boolean },
): Promise<readonly CheckedRepository[]> {
  const decided = async (repository: RenderedRepository): Promise<CheckedRepository> => {
    const found = await textsInFolder(join(folder, fullName(repository)), generatedFolders(repository));
    return { repository: fullName(repository), files: decideFiles(repository, found, () => take) };
  };
  const checked = await Promise.all(repositories.map(decided));
  if (!all) return checked;
  const strays = await Promise.all((await straysIn(folder, repositories)).map(decided));
  return [...checked, ...strays.filter(({ files }) => files.length > 0)];
}
