import type { RepositoryName } from './port.ts';

/** A repository as the parameters that Octokit's routes have for it. */
export function at({ owner, name }: RepositoryName): { owner: string; repo: string } {
  return { owner, repo: name };
}

/** The repository that GitHub calls `owner/name`. */
export function named(fullName: string): RepositoryName {
  const [owner = '', name = ''] = fullName.split('/');
  return { owner, name };
}
