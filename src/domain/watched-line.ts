import type { Chain, Repository } from './chain.ts';

/** The line on which a change travels: a branch whose heads are preferred, or `null` for each repository's own. */
export interface WatchedLine {
  readonly line: string | null;
}

/** The line of a branch, or `null` where the chain doesn't watch it. An unknown default branch counts as any. */
export function watchedLine(
  { triggers }: Chain,
  repository: Repository,
  branch: string,
  defaultBranch: string | null,
): WatchedLine | null {
  const own = repository.branch ?? defaultBranch;
  if (branch === own) return { line: null };
  if (triggers.pushBranches.includes(branch)) return { line: branch };
  return own === null ? { line: null } : null;
}

/** The branches that the chain watches in a repository, as a reason names them. */
export function watchedBranches({ triggers }: Chain, repository: Repository, defaultBranch: string | null): string {
  const own = repository.branch ?? defaultBranch ?? 'the default branch';
  return [...new Set([own, ...triggers.pushBranches])].join(', ');
}
