import { fullName } from '../domain/chain.ts';
import { placeOf, type ReleaseOutline } from '../domain/release/publish-order.ts';
import type { GitHub } from '../github/port.ts';
import type { Release } from '../github/port-releases.ts';
import { refused } from './failures.ts';
import { releasesOfTag } from './only-draft.ts';
import { isOf } from './own-release.ts';

/** As much of a release as says whether its name is free. */
export type ReleaseName = Pick<ReleaseOutline, 'train' | 'digest' | 'owner' | 'name' | 'tag' | 'commit' | 'adopts'>;

/**
 * What is published under the tag and may be gone on with: this execution's own release, or the one by which a person
 * started the train; `null` where there is none. Refused where the release or the tag is somebody else's.
 */
export async function standingRelease(github: GitHub, wanted: ReleaseName): Promise<Release | null> {
  const published = (await releasesOfTag(github, wanted)).find(({ draft }) => !draft) ?? null;
  if (published !== null && !wanted.adopts) {
    // Its tag is looked at once more when it is checked.
    if (isOf(wanted, published)) return published;
    throw refused(taken(wanted, published));
  }
  if (published?.immutable === true) throw refused(immutable(wanted, published));
  await refuseForeignTag(github, wanted);
  return published;
}

/** GitHub would publish at the tag that is there, whatever commit it is told. */
async function refuseForeignTag(github: GitHub, wanted: ReleaseName): Promise<void> {
  const tagged = await github.commit(wanted, `tags/${wanted.tag}`);
  if (tagged === null || tagged === wanted.commit) return;
  throw refused(
    `The tag ${placeOf(wanted)} is at ${tagged}, and the release is of ${wanted.commit}. Remove the tag, or release another version.`,
  );
}

function taken({ owner, name, tag }: ReleaseName, { url }: Release): string {
  return `${owner}/${name} already has a release ${tag} that this train did not make: ${url}. Release another version, or remove it there.`;
}

function immutable(wanted: ReleaseName, { url }: Release): string {
  return (
    `${url} started this train, but it is immutable and takes no files any more. Let Cascade publish the release ` +
    `itself: start it by hand with another version, or publish in another repository than ${fullName(wanted)}.`
  );
}
