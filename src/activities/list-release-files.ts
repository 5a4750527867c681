import type { SourceRelease } from '../domain/release/sources.ts';
import type { RepositoryName } from '../github/port.ts';
import type { Dependencies } from './dependencies.ts';
import { withGitHubFailures } from './failures.ts';

export interface ListInput extends RepositoryName {
  /** The release of that tag; `null` for the last one that was published and is no prerelease. */
  readonly tag: string | null;
  /** The tag that is being released, which can't be taken from itself. */
  readonly before: string;
}

/** Lists the files of a release from which some are taken over. */
export function listReleaseFiles({ github }: Pick<Dependencies, 'github'>) {
  return async function listReleaseFiles({ tag, before, owner, name }: ListInput): Promise<SourceRelease> {
    const repository = { owner, name };
    return withGitHubFailures(async () => {
      const release =
        tag === null ? await lastRelease(github, repository, before) : await github.releaseByTag(repository, tag);
      if (release === null) return { ...repository, tag: tag ?? '(any)', assets: null };
      const assets = await github.assets(repository, release.id);
      return { ...repository, tag: release.tag, assets: assets.filter(({ state }) => state === 'uploaded') };
    });
  };
}

async function lastRelease(github: Dependencies['github'], repository: RepositoryName, before: string) {
  const published = (await github.releases(repository)).filter(
    ({ draft, prerelease, tag }) => !draft && !prerelease && tag !== before,
  );
  return published.sort((a, b) => b.at - a.at)[0] ?? null;
}
