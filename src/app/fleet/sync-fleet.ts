import { fullName } from '../../domain/chain.ts';
import type { RenderedRepository } from '../../domain/fleet/rendered.ts';
import type { GitHub } from '../../github/port.ts';
import { UserError } from '../user-error.ts';
import { type SyncedRepository, type SyncOptions, syncRepository } from './sync-repository.ts';

/** Repositories that are looked at together; each takes a handful of requests. */
const AT_ONCE = 4;

/** Brings the repositories to what was rendered, and says what became of each, in their order. */
export async function syncFleet(
  github: GitHub,
  rendered: readonly RenderedRepository[],
  options: SyncOptions,
): Promise<readonly SyncedRepository[]> {
  const repositories = byRepository(rendered);
  refuseUnknownFiles(repositories, options.taken);
  const synced: SyncedRepository[] = [];
  for (let start = 0; start < repositories.length; start += AT_ONCE) {
    const some = repositories.slice(start, start + AT_ONCE);
    synced.push(...(await Promise.all(some.map((one) => syncRepository(github, one, options)))));
  }
  return synced;
}

/** Whether a person has to look at one of them. */
export function needsPerson({ outcome, files }: SyncedRepository): boolean {
  return outcome === 'skipped' || files.some(({ action }) => action === 'leave');
}

/** One entry a repository: it has one branch for proposals, whatever it is in the chain, and however often. */
function byRepository(rendered: readonly RenderedRepository[]): readonly RenderedRepository[] {
  const merged = new Map<string, RenderedRepository>();
  for (const one of rendered) {
    const key = fullName(one).toLowerCase();
    const before = merged.get(key);
    merged.set(key, before === undefined ? one : joined(before, one));
  }
  return [...merged.values()];
}

function joined(one: RenderedRepository, other: RenderedRepository): RenderedRepository {
  const files = new Map([...one.files, ...other.files].map((file) => [file.path, file]));
  const clash = one.files.find(({ path, text }) => files.get(path)?.text !== text);
  if (clash !== undefined) {
    throw new UserError(`${fullName(one)} is in the fleet twice, and each time ${clash.path} is to be another.`);
  }
  if (one.branch !== null && other.branch !== null && one.branch !== other.branch) {
    throw new UserError(`${fullName(one)} is in the fleet twice, on ${one.branch} and on ${other.branch}: choose one.`);
  }
  return { ...one, branch: one.branch ?? other.branch, files: [...files.values()] };
}

function refuseUnknownFiles(repositories: readonly RenderedRepository[], taken: readonly string[]): void {
  const unknown = taken.find((path) => !repositories.some(({ files }) => files.some((file) => file.path === path)));
  if (unknown === undefined) return;
  throw new UserError(`--take: nothing is generated at ${unknown}; write the path as .github/workflows/ci.yml`);
}
