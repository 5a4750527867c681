import type { Commit } from './commit.ts';
import type { Repository } from './repository.ts';

/** How two commits of a repository lie to each other. */
export interface Distance {
  /** The newest commit that both come from. */
  readonly mergeBase: Commit;
  /** What the head has and the base has not, oldest first. */
  readonly ahead: readonly Commit[];
  /** How many commits the base has that the head has not. */
  readonly behind: number;
}

/** Compares two commits; undefined where they have no commit in common, which doesn't happen within a repository. */
export function distance(repository: Repository, base: Commit, head: Commit): Distance | undefined {
  const bases = new Map(ancestors(repository, base).map((commit, index) => [commit.sha, index]));
  const heads = ancestors(repository, head);
  const common = heads.findIndex(({ sha }) => bases.has(sha));
  const mergeBase = heads[common];
  if (mergeBase === undefined) return undefined;
  return { mergeBase, ahead: heads.slice(0, common).reverse(), behind: bases.get(mergeBase.sha) ?? 0 };
}

/** A commit and all that it comes from, newest first. */
function ancestors({ commits }: Repository, commit: Commit): Commit[] {
  const found: Commit[] = [];
  for (let next: Commit | undefined = commit; next !== undefined;) {
    found.push(next);
    next = next.parent === undefined ? undefined : commits.get(next.parent);
  }
  return found;
}
