import type { RenderedRepository } from '../../domain/fleet/rendered.ts';
import { decide, type FileDecision } from '../../fleet/decide.ts';
import { isDispatched } from '../../fleet/calls.ts';
import type { GitHub } from '../../github/port.ts';
import type { RepositoryLook } from './look-at-repository.ts';

/**
 * The files that Cascade is to dispatch on another branch than the default one, and that the latter doesn't have: GitHub
 * looks for them there alone, whatever branch the dispatch names.
 */
export async function undispatchable(
  github: GitHub,
  { files, owned }: RenderedRepository,
  { place, into, defaultBranch }: RepositoryLook,
): Promise<readonly FileDecision[]> {
  if (into === defaultBranch) return [];
  const dispatched = files.filter(({ path, text }) => !owned.includes(path) && isDispatched(text));
  const decided = dispatched.map(async ({ path, text }) => {
    const found = await github.fileAt(place, path, defaultBranch);
    const isThere = found?.text.replaceAll('\r\n', '\n') === text;
    return isThere ? [] : [decide(path, 'undispatchable', null)];
  });
  return (await Promise.all(decided)).flat();
}
