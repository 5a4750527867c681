import { type Chain, fullName, type Repository } from '../../domain/chain.ts';
import { checkRequires } from '../../domain/release/requires.ts';
import type { VersionsEntry } from '../../domain/release/versions-file.ts';
import type { TrainRequest } from '../../domain/trigger.ts';
import type { Dependencies } from '../dependencies.ts';
import { refused } from '../failures.ts';

/**
 * What the chain's file of versions says of a repository: by its alias, else by its name; `null` where it says nothing,
 * and then the head of the branch is built. Only releases are built from it.
 */
export async function readLockedVersions(
  { github, versions }: Pick<Dependencies, 'github' | 'versions'>,
  { release }: Chain,
  request: TrainRequest,
): Promise<(repository: Repository) => VersionsEntry | null> {
  if (request.kind !== 'release' || release === null) return () => null;
  const { versions: path } = release;
  if (path === null) return () => null;
  const place = `${path} in ${fullName(release)}`;
  const text = await github.file(release, path);
  if (text === null) throw refused(`There is no ${place}, which "versions" of the configuration names.`);
  const read = versions.read(text);
  const problems = read.ok ? checkRequires(read.versions) : read.problems;
  if (!read.ok || problems.length > 0) throw refused(`${place} is not in order: ${problems.join('; ')}`);
  const { entries } = read.versions;
  const named = (name: string) => (Object.hasOwn(entries, name) ? entries[name] : undefined);
  return ({ alias, name }) => named(alias) ?? named(name) ?? null;
}
