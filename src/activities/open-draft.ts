import { fullName } from '../domain/chain.ts';
import { isVersion } from '../domain/ids.ts';
import { findReleaseMarker, formatReleaseMarker } from '../domain/marker.ts';
import { releaseFlags } from '../domain/release/latest.ts';
import { placeOf, type PublishOrder } from '../domain/release/publish-order.ts';
import type { Release } from '../github/port.ts';
import type { Dependencies } from './dependencies.ts';
import { refused, withGitHubFailures } from './failures.ts';

/** The release that the files go into. */
export interface OpenedRelease {
  readonly releaseId: number;
  readonly url: string;
  /** Whether a person published it, and it is only added to. */
  readonly adopted: boolean;
  readonly prerelease: boolean;
  readonly latest: boolean;
}

/**
 * Finds the draft of this train, or creates it. Creating isn't unique by tag, so an answer that got lost is looked
 * for before anything is created; of several drafts of ours the oldest is taken. The release by which a person started
 * the train is taken as it is.
 */
export function openDraft({ github }: Pick<Dependencies, 'github'>) {
  return async function openDraft(order: PublishOrder): Promise<OpenedRelease> {
    return withGitHubFailures(async () => {
      const all = await github.releases(order);
      const flags = releaseFlags(order.version, {
        kind: order.kind,
        branchIsDefault: order.onDefaultBranch,
        published: publishedVersions(all, order.tag),
      });
      const sameTag = all.filter(({ tag }) => tag === order.tag);
      const published = sameTag.find(({ draft }) => !draft);
      if (order.adopts && published !== undefined) return adopt(github, order, published);
      if (published !== undefined && !isOf(order, published)) throw refused(taken(order, published));
      const [ours] = sameTag.filter((release) => isOf(order, release)).sort((a, b) => a.id - b.id);
      // What is published already has its tag, and is looked at again when it is checked.
      if (ours?.draft !== false) await refuseForeignTag(github, order);
      if (ours !== undefined) return { releaseId: ours.id, url: ours.url, adopted: false, ...flags };
      const notes = formatReleaseMarker(order.train, order.digest);
      const { tag, commit, title } = order;
      const created = await github.createDraft(order, { tag, commit, title, notes, prerelease: flags.prerelease });
      return { releaseId: created.id, url: created.url, adopted: false, ...flags };
    });
  };
}

async function adopt(github: Dependencies['github'], order: PublishOrder, release: Release): Promise<OpenedRelease> {
  const { id, immutable, prerelease, url } = release;
  if (immutable) {
    throw refused(
      `${url} started this train, but it is immutable and takes no files any more. Let Cascade publish the release ` +
        `itself: start it by hand with another version, or publish in another repository than ${fullName(order)}.`,
    );
  }
  await refuseForeignTag(github, order);
  return { releaseId: id, url, adopted: true, prerelease, latest: false };
}

function publishedVersions(releases: readonly Release[], tag: string): readonly string[] {
  return releases
    .filter((release) => !release.draft && !release.prerelease && release.tag !== tag && isVersion(release.tag))
    .map((release) => release.tag);
}

/** GitHub would publish at the tag that is there, whatever commit it is told. */
async function refuseForeignTag(github: Dependencies['github'], order: PublishOrder): Promise<void> {
  const tagged = await github.commit(order, `tags/${order.tag}`);
  if (tagged === null || tagged === order.commit) return;
  throw refused(
    `The tag ${placeOf(order)} is at ${tagged}, and the release is of ${order.commit}. Remove the tag, or release another version.`,
  );
}

/**
 * Whether a release was made by this train. A draft that an earlier execution of it left behind is taken over;
 * what is published already must be of this very execution.
 */
export function isOf({ train, digest }: Pick<PublishOrder, 'train' | 'digest'>, { notes, draft }: Release): boolean {
  const marker = findReleaseMarker(notes);
  return marker?.train === train && (draft || marker.digest === digest);
}

function taken({ owner, name, tag }: PublishOrder, { url }: Release): string {
  return `${owner}/${name} already has a release ${tag} that this train did not make: ${url}. Release another version, or remove it there.`;
}
