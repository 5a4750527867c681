import { type ReleaseFlags, releaseFlags, versionAbove } from '../domain/release/latest.ts';
import { placeOf, type ReleaseOutline } from '../domain/release/publish-order.ts';
import type { GitHub } from '../github/port.ts';
import type { Release } from '../github/port-releases.ts';
import type { Dependencies } from './dependencies.ts';
import { refused, withGitHubFailures } from './failures.ts';
import { isOf } from './own-release.ts';

export interface PublishInput {
  readonly outline: ReleaseOutline;
  readonly releaseId: number;
  /** Whether a person published it, and it was only added to. */
  readonly adopted: boolean;
}

/** A release that is out. */
interface OutRelease {
  readonly url: string;
  /** Whether GitHub lets nobody change it any more. */
  readonly immutable: boolean;
}

/** Publishes the draft, unless it is published already, and checks what came of it. */
export function publishRelease({ github }: Pick<Dependencies, 'github'>) {
  return async function publishRelease(input: PublishInput): Promise<OutRelease> {
    return withGitHubFailures(async () => {
      const { outline, releaseId, adopted } = input;
      const before = ownRelease(await github.release(outline, releaseId), input);
      if (before.draft) await publish(github, outline, before);
      const after = ownRelease(await github.release(outline, releaseId), input);
      if (after.draft) throw new Error(`GitHub still calls the release ${outline.tag} a draft: ${after.url}`);
      if (!adopted) await giveWay(github, outline, after);
      const commit = await taggedCommit(github, outline);
      // It was there a moment ago, or has just been made: reads lag.
      if (commit === null) throw new Error(`GitHub doesn't show the tag ${placeOf(outline)} yet`);
      if (commit === outline.commit) return { url: after.url, immutable: after.immutable };
      throw refused(
        `The release ${after.url} is published, but its tag points to ${commit} instead of ${outline.commit}. ` +
          `Move the tag to ${outline.commit}, or remove release and tag and start the release again.`,
      );
    });
  };
}

async function publish(github: GitHub, outline: ReleaseOutline, draft: Release): Promise<void> {
  const { tag, commit } = outline;
  const tagged = await taggedCommit(github, outline);
  // GitHub would publish at the tag that is there, whatever commit it is told.
  if (tagged !== null && tagged !== commit) {
    throw refused(
      `Nothing was published: the tag ${placeOf(outline)} points to ${tagged} instead of ` +
        `${commit}. Remove the tag, or release another version.`,
    );
  }
  const flags = flagsOf(outline, draft, await publishedVersions(github, outline));
  // As the draft is by now: a person may have worked on it.
  const { id, title, notes } = draft;
  await github.publish(outline, id, { tag, commit, title, notes, ...flags });
}

function flagsOf(outline: ReleaseOutline, { prerelease }: Release, published: readonly string[]): ReleaseFlags {
  const { version, kind, onDefaultBranch } = outline;
  return releaseFlags(version, { kind, branchIsDefault: onDefaultBranch, marked: prerelease, published });
}

/**
 * Where a higher version was published while this one was, it is the latest, whichever of them came last: both look
 * again, and the one that looks last sees the other.
 */
async function giveWay(github: GitHub, outline: ReleaseOutline, { id, prerelease }: Release): Promise<void> {
  if (prerelease || (await github.latestRelease(outline))?.id !== id) return;
  const releases = await publishedFull(github, outline);
  const above = versionAbove(
    outline.version,
    releases.map(({ tag }) => tag),
  );
  const higher = releases.find(({ tag }) => tag === above);
  if (higher !== undefined) await github.makeLatest(outline, higher.id, higher.tag);
}

async function publishedVersions(github: GitHub, outline: ReleaseOutline): Promise<readonly string[]> {
  return (await publishedFull(github, outline)).map(({ tag }) => tag);
}

/** The other releases that are published and are no prereleases. */
async function publishedFull(github: GitHub, outline: ReleaseOutline): Promise<readonly Release[]> {
  return (await github.releases(outline)).filter(
    ({ draft, prerelease, tag }) => !draft && !prerelease && tag !== outline.tag,
  );
}

function taggedCommit(github: GitHub, outline: ReleaseOutline): Promise<string | null> {
  return github.commit(outline, `tags/${outline.tag}`);
}

function ownRelease(release: Release | null, { outline, adopted }: PublishInput): Release {
  if (release !== null && release.tag === outline.tag && (adopted || isOf(outline, release))) return release;
  throw refused(
    `The draft of ${placeOf(outline)} was removed, or somebody changed its tag or took the last line, our marker, out of its notes: ` +
      'restore it, or start the release again.',
  );
}
