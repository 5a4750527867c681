/** An issue of a repository. */
export interface Issue {
  readonly id: number;
  /** Counted in the repository, from 1, pull requests included. */
  readonly number: number;
  readonly author: string;
  readonly createdAt: number;
  title: string;
  body: string | null;
  updatedAt: number;
  /** When it was closed; undefined while it is open. */
  closedAt: number | undefined;
}
