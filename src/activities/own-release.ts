import { findReleaseMarker } from '../domain/marker.ts';
import type { ReleaseOutline } from '../domain/release/publish-order.ts';
import type { GitHub, RepositoryName } from '../github/port.ts';
import type { Release, ReleaseAsset } from '../github/port-releases.ts';

/**
 * Whether a release was made by this train. A draft that an earlier execution of it left behind is taken over;
 * what is published already must be of this very execution.
 */
export function isOf(outline: Pick<ReleaseOutline, 'train' | 'digest'>, release: Release): boolean {
  return isOfTrain(outline, release) && (release.draft || isOfExecution(outline, release));
}

/** Whether a release was made by this very execution of the train. */
export function isOfExecution(
  { digest, ...outline }: Pick<ReleaseOutline, 'train' | 'digest'>,
  release: Release,
): boolean {
  return isOfTrain(outline, release) && findReleaseMarker(release.notes)?.digest === digest;
}

function isOfTrain({ train }: Pick<ReleaseOutline, 'train'>, { notes }: Release): boolean {
  return findReleaseMarker(notes)?.train === train;
}

/**
 * The files that Cascade itself uploaded, and may remove. Only an App has an account that is nobody else's: what came
 * with a personal token may be its person's.
 */
export async function ownFiles(
  github: GitHub,
  { owner }: RepositoryName,
  files: readonly ReleaseAsset[],
): Promise<readonly ReleaseAsset[]> {
  if (files.length === 0) return [];
  const login = await github.login(owner);
  return login.endsWith('[bot]') ? files.filter(({ uploader }) => uploader === login) : [];
}
