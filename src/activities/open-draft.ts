import { fullName } from '../domain/chain.ts';
import { formatReleaseMarker } from '../domain/marker.ts';
import { placeOf, type ReleaseOutline } from '../domain/release/publish-order.ts';
import type { GitHub, Release } from '../github/port.ts';
import type { Dependencies } from './dependencies.ts';
import { refused, withGitHubFailures } from './failures.ts';
import { onlyDraft, releasesOfTag } from './only-draft.ts';
import { isOf } from './own-release.ts';

/** The release that the files go into. */
export interface OpenedRelease {
  readonly releaseId: number;
  readonly url: string;
  /** Whether a person published it, and it is only added to. */
  readonly adopted: boolean;
  /** What else there is under its tag and was left alone, in words. */
  readonly warnings: readonly string[];
}

/** Finds the draft of this train, or creates it. The release by which a person started the train is taken as it is. */
export function openDraft({ github }: Pick<Dependencies, 'github'>) {
  return async function openDraft(outline: ReleaseOutline): Promise<OpenedRelease> {
    return withGitHubFailures(async () => {
      const published = (await releasesOfTag(github, outline)).find(({ draft }) => !draft);
      if (published !== undefined && outline.adopts) return adopt(github, outline, published);
      // Its tag is looked at once more when it is checked.
      if (published !== undefined && isOf(outline, published)) return opened(published, []);
      if (published !== undefined) throw refused(taken(outline, published));
      await refuseForeignTag(github, outline);
      const notes = formatReleaseMarker(outline.train, outline.digest);
      const { draft, others } = await onlyDraft(github, outline, notes);
      return opened(draft, others);
    });
  };
}

async function adopt(github: GitHub, outline: ReleaseOutline, release: Release): Promise<OpenedRelease> {
  if (release.immutable) {
    throw refused(
      `${release.url} started this train, but it is immutable and takes no files any more. Let Cascade publish the release ` +
        `itself: start it by hand with another version, or publish in another repository than ${fullName(outline)}.`,
    );
  }
  await refuseForeignTag(github, outline);
  return { ...opened(release, []), adopted: true };
}

function opened({ id, url, tag }: Release, others: readonly Release[]): OpenedRelease {
  const warnings = others.map((other) => `There is another draft of ${tag}, which was left as it is: ${other.url}`);
  return { releaseId: id, url, adopted: false, warnings };
}

/** GitHub would publish at the tag that is there, whatever commit it is told. */
async function refuseForeignTag(github: GitHub, outline: ReleaseOutline): Promise<void> {
  const tagged = await github.commit(outline, `tags/${outline.tag}`);
  if (tagged === null || tagged === outline.commit) return;
  throw refused(
    `The tag ${placeOf(outline)} is at ${tagged}, and the release is of ${outline.commit}. Remove the tag, or release another version.`,
  );
}

function taken({ owner, name, tag }: ReleaseOutline, { url }: Release): string {
  return `${owner}/${name} already has a release ${tag} that this train did not make: ${url}. Release another version, or remove it there.`;
}
