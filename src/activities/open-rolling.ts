import { findReleaseMarker } from '../domain/marker.ts';
import { placeOf, type ReleaseOutline } from '../domain/release/publish-order.ts';
import type { Release } from '../github/port-releases.ts';
import type { Dependencies } from './dependencies.ts';
import { refused, withGitHubFailures } from './failures.ts';
import { onlyDraft, releasesOfTag } from './only-draft.ts';
import { isOfExecution } from './own-release.ts';
import { removed } from './staging/files-of-release.ts';

interface RollingInput {
  /** The nightly with the rolling tag for its own. */
  readonly outline: ReleaseOutline;
  /** The nightly itself, which is published. */
  readonly nightlyId: number;
}

/** The next rolling release, and what its tag is at until it takes the place of the last one. */
export interface OpenedRolling {
  readonly releaseId: number;
  /** A commit; `null` where there is no such tag. */
  readonly tagged: string | null;
}

/** Finds or makes the draft that becomes the rolling release, aside of the one that is published. Refused where somebody else has that name. */
export function openRolling({ github }: Pick<Dependencies, 'github'>) {
  return async function openRolling({ outline, nightlyId }: RollingInput): Promise<OpenedRolling> {
    return withGitHubFailures(async () => {
      const releases = await releasesOfTag(github, outline);
      const tagged = await github.commit(outline, `tags/${outline.tag}`);
      const published = releases.find(({ draft }) => !draft);
      if (published !== undefined && isOfExecution(outline, published)) return { releaseId: published.id, tagged };
      refuseForeign(outline, releases, tagged);
      const nightly = await github.release(outline, nightlyId);
      if (nightly === null) throw removed({ ...outline, releaseId: nightlyId, adopted: true });
      const { draft } = await onlyDraft(github, outline, nightly.notes);
      return { releaseId: draft.id, tagged };
    });
  };
}

/** Whether a release is one of ours; under the rolling name none of them stays. */
export function isRolling({ notes }: Release): boolean {
  return findReleaseMarker(notes) !== null;
}

/**
 * A switch that was interrupted has left a tag without a published release; that it was ours shows in the draft which
 * was to follow.
 */
function refuseForeign(outline: ReleaseOutline, releases: readonly Release[], tagged: string | null): void {
  const foreign = releases.find((release) => !release.draft && !isRolling(release));
  if (foreign !== undefined) throw refused(`${foreign.url} has that tag, and Cascade did not make it: ${ADVICE}`);
  if (tagged === null || tagged === outline.commit || releases.some(isRolling)) return;
  throw refused(`the tag ${placeOf(outline)} is at ${tagged}, and Cascade did not make it: ${ADVICE}`);
}

const ADVICE = 'remove it, or give "rolling" of the configuration another name';
