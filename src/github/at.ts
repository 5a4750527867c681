import type { RepositoryName } from './port.ts';

/** A repository as the parameters that Octokit's routes have for it. */
export function at({ owner, name }: RepositoryName): { owner: string; repo: string } {
  return { owner, repo: name };
}
