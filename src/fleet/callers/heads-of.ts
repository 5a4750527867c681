import type { Member } from '../../domain/fleet/fleet.ts';

/** What is checked out beside a repository where no train says at which commits: the heads of their branches, as JSON. */
export function headsOf({ beside }: Member): string {
  const heads = beside.map(({ owner, name, branch }) => ({
    repository: `${owner}/${name}`,
    ...(branch === null ? {} : { ref: branch }),
  }));
  return JSON.stringify(heads);
}
