import { formatReleaseMarker } from '../domain/marker.ts';
import type { ReleaseOutline } from '../domain/release/publish-order.ts';
import type { Release } from '../github/port-releases.ts';
import type { Dependencies } from './dependencies.ts';
import { withGitHubFailures } from './failures.ts';
import { onlyDraft } from './only-draft.ts';
import { standingRelease } from './standing-release.ts';

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
      const standing = await standingRelease(github, outline);
      if (standing !== null) return { ...opened(standing, []), adopted: outline.adopts };
      const notes = formatReleaseMarker(outline.train, outline.digest);
      const { draft, others } = await onlyDraft(github, outline, notes);
      return opened(draft, others);
    });
  };
}

function opened({ id, url, tag }: Release, others: readonly Release[]): OpenedRelease {
  const warnings = others.map((other) => `There is another draft of ${tag}, which was left as it is: ${other.url}`);
  return { releaseId: id, url, adopted: false, warnings };
}
