import type { Answer } from '../server/answer.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../world.ts';

/** A path that names a repository by its id, as redirects do, with the repository's name instead; any other path as it is. */
export function byName(world: World, path: string): string {
  const [, prefix = '', id, rest = ''] = /^(\/uploads)?\/repositories\/(\d+)(\/.*)?$/.exec(path) ?? [];
  if (id === undefined) return path;
  const repository = [...world.repositories.values()].find((known) => String(known.id) === id);
  return repository === undefined ? path : `${prefix}/repos/${repository.fullName}${rest}`;
}

/** The repository that had the name in the path before it was renamed or transferred; undefined where one has it now. */
export function movedRepository(
  world: World,
  { owner = '', repo = '' }: Readonly<Record<string, string>>,
): Repository | undefined {
  const name = `${owner}/${repo}`.toLowerCase();
  return world.repositories.has(name) ? undefined : world.formerNames.get(name);
}

/** GitHub's redirect to where a repository is now: 301 for GET, and 307 for the rest, which keeps method and body. */
export function redirect(world: World, method: string, url: URL, repository: Repository): Answer {
  const path = url.pathname.replace(/\/repos\/[^/]+\/[^/]+/, `/repositories/${repository.id}`);
  const location = `${world.url}${path}${url.search}`;
  return {
    status: method === 'GET' ? 301 : 307,
    headers: { location },
    body: { message: 'Moved Permanently', url: location, documentation_url: 'https://docs.github.com/rest' },
  };
}
