import { fullName } from '../../domain/chain.ts';
import { GitHubError } from '../../domain/github-error.ts';
import type { GitHub, RepositoryName } from '../../github/port.ts';
import type { ReleaseAsset } from '../../github/port-releases.ts';
import { refused } from '../failures.ts';

interface FilesPlace extends RepositoryName {
  readonly releaseId: number;
  readonly adopted: boolean;
}

/** The files that the release has by now. Where somebody removed the release, that is said, and what helps. */
export async function filesOfRelease(github: GitHub, place: FilesPlace): Promise<readonly ReleaseAsset[]> {
  try {
    return await github.assets(place, place.releaseId);
  } catch (error) {
    if (error instanceof GitHubError && error.kind === 'not-found') throw removed(place);
    throw error;
  }
}

/** The refusal where a release is gone. GitHub says the same to a token that may not see it any more. */
export function removed(place: FilesPlace): Error {
  const what = place.adopted ? 'release' : 'draft';
  return refused(
    `The ${what} ${place.releaseId} in ${fullName(place)} was removed, or the token can't see it any more. Start the release again.`,
  );
}
