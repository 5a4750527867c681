import { join } from 'node:path';
import { fullName } from '../../domain/chain.ts';
import type { RenderedRepository } from '../../domain/fleet/rendered.ts';
import { entriesOf } from './texts-in-folder.ts';

/**
 * The other repositories that lie in a folder under `owner/name`, as members that are to have nothing: what was generated
 * there for one of the same chains is left over.
 */
export async function straysIn(
  folder: string,
  repositories: readonly RenderedRepository[],
): Promise<readonly RenderedRepository[]> {
  const known = new Set(repositories.map((repository) => fullName(repository).toLowerCase()));
  const chains = [...new Set(repositories.flatMap((repository) => repository.chains))];
  const owners = await foldersIn(folder);
  const places = await Promise.all(
    owners.map(async (owner) => (await foldersIn(join(folder, owner))).map((name) => ({ owner, name }))),
  );
  return places
    .flat()
    .filter((place) => !known.has(fullName(place).toLowerCase()))
    .map((place) => ({ ...place, branch: null, chains, owned: [], files: [] }));
}

async function foldersIn(folder: string): Promise<readonly string[]> {
  const entries = await entriesOf(folder, { recursive: false });
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}
