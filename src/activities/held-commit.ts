import type { RepositoryName } from '../github/port.ts';
import type { Dependencies } from './dependencies.ts';
import { refused, withGitHubFailures } from './failures.ts';

export interface HeldCommit extends RepositoryName {
  readonly tag: string;
  readonly commit: string;
}

/** Makes the tag on which a build at that commit is dispatched, unless it is there. */
export function holdCommit({ github }: Pick<Dependencies, 'github'>) {
  return async function holdCommit({ tag, commit, ...repository }: HeldCommit): Promise<void> {
    await withGitHubFailures(async () => {
      const made = await github.createTag(repository, { name: tag, commit, message: null });
      const there = made === 'taken' ? await github.commit(repository, `tags/${tag}`) : commit;
      if (there === commit) return;
      // Lists and refs lag; a tag that is truly elsewhere stays so, and the patience ends.
      throw new Error(
        `The tag ${tag} in ${repository.owner}/${repository.name} is at ${there ?? 'nothing'} instead of ${commit}. Remove it there.`,
      );
    });
  };
}

/** Removes the tag again; its build has ended. */
export function releaseCommit({ github }: Pick<Dependencies, 'github'>) {
  return async function releaseCommit({ tag, commit, ...repository }: HeldCommit): Promise<void> {
    await withGitHubFailures(async () => {
      const there = await github.commit(repository, `tags/${tag}`);
      if (there === null) return;
      if (there !== commit) {
        throw refused(`The tag ${tag} in ${repository.owner}/${repository.name} is at ${there}, so it was left there.`);
      }
      await github.deleteTag(repository, tag);
    });
  };
}
