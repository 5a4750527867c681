import type { RenderedRepository } from '../../domain/fleet/rendered.ts';
import type { GitHub } from '../../github/port.ts';
import { UserError } from '../user-error.ts';
import { readsWorkflowsOnce } from './called-workflows.ts';
import { type SyncedRepository, type SyncOptions, syncRepository } from './sync-repository.ts';

/** Repositories that are looked at together; each takes a handful of requests. */
const AT_ONCE = 4;

/** Brings repositories, each of them named once, to what was rendered, and says what became of each, in their order. */
export async function syncFleet(
  github: GitHub,
  repositories: readonly RenderedRepository[],
  options: SyncOptions,
): Promise<readonly SyncedRepository[]> {
  refuseUnknownFiles(repositories, options.taken);
  const workflowAt = readsWorkflowsOnce(github);
  const synced: SyncedRepository[] = [];
  for (let start = 0; start < repositories.length; start += AT_ONCE) {
    const some = repositories.slice(start, start + AT_ONCE);
    synced.push(...(await Promise.all(some.map((one) => syncRepository(github, one, options, workflowAt)))));
  }
  return synced;
}

/** Whether a person has to look at one of them. */
export function needsPerson({ outcome, files }: SyncedRepository): boolean {
  return outcome === 'skipped' || files.some(({ action }) => action === 'leave');
}

function refuseUnknownFiles(repositories: readonly RenderedRepository[], taken: readonly string[]): void {
  const unknown = taken.find((path) => !repositories.some(({ files }) => files.some((file) => file.path === path)));
  if (unknown === undefined) return;
  throw new UserError(`--take: nothing is generated at ${unknown}; write the path as .github/workflows/ci.yml`);
}
