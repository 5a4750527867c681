import type { DispatchTarget } from '../domain/build-inputs.ts';
import type { RepositoryName } from '../github/port.ts';
import type { Dependencies } from './dependencies.ts';
import { withGitHubFailures } from './failures.ts';

/** Where the answer to a signal runs: the repository by its name of today, its default branch, and as whom we are seen there. */
export function locateReceiver({ github }: Pick<Dependencies, 'github'>) {
  return async function locateReceiver(place: RepositoryName): Promise<Omit<DispatchTarget, 'workflow'>> {
    return withGitHubFailures(async () => {
      const { owner, name, defaultBranch: ref } = await github.repository(place);
      return { owner, name, ref, held: false, actor: await github.login(owner) };
    });
  };
}
