import type { Repository } from './repository.ts';

/** A pull request from one branch of a repository into another of it. */
export interface PullRequest {
  readonly id: number;
  /** Counted in the repository, from 1. */
  readonly number: number;
  readonly head: string;
  /** Commit of the head when it was made: what is told once its branch is gone. */
  readonly headSha: string;
  base: string;
  title: string;
  body: string | null;
  readonly author: string;
  readonly isDraft: boolean;
  readonly createdAt: number;
  /** When it was merged, and the commit that this made on the base. */
  merged: { readonly at: number; readonly sha: string } | undefined;
  /** When somebody closed it without merging. */
  closedAt: number | undefined;
}

/** Whether it can still be merged: who deletes the branch closes it. */
export function isOpen({ branches }: Repository, { merged, closedAt, head }: PullRequest): boolean {
  return merged === undefined && closedAt === undefined && branches.has(head);
}
