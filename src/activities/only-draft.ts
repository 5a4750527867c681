import { releaseFlags } from '../domain/release/latest.ts';
import type { ReleaseOutline } from '../domain/release/publish-order.ts';
import type { GitHub } from '../github/port.ts';
import type { Release } from '../github/port-releases.ts';
import { isOf, isOfExecution, ownFiles } from './own-release.ts';

/** The draft of a train, and those of the same tag that stay beside it. */
interface OnlyDraft {
  readonly draft: Release;
  readonly others: readonly Release[];
}

/**
 * Finds the draft of a train, or creates it with these notes, which hold the marker. Creating isn't unique by tag, and
 * its answer can get lost: so one looks before and after, keeps the oldest, and removes what this execution made beside it.
 */
export async function onlyDraft(github: GitHub, outline: ReleaseOutline, notes: string): Promise<OnlyDraft> {
  const drafts = await draftsOf(github, outline);
  const present = oldest(drafts.filter((draft) => isOf(outline, draft)));
  if (present !== null) return withoutDoubles(github, outline, present, drafts);
  const created = await create(github, outline, notes);
  const again = await draftsOf(github, outline);
  // The list may not show it yet.
  const ours = [created, ...again.filter((draft) => isOf(outline, draft))];
  return withoutDoubles(github, outline, oldest(ours) ?? created, [created, ...again]);
}

/** The releases of that tag, drafts included. */
export async function releasesOfTag(
  github: GitHub,
  wanted: Pick<ReleaseOutline, 'owner' | 'name' | 'tag'>,
): Promise<readonly Release[]> {
  return (await github.releases(wanted)).filter(({ tag }) => tag === wanted.tag);
}

async function draftsOf(github: GitHub, outline: ReleaseOutline): Promise<readonly Release[]> {
  return (await releasesOfTag(github, outline)).filter(({ draft }) => draft);
}

function oldest(releases: readonly Release[]): Release | null {
  return releases.toSorted((a, b) => a.id - b.id)[0] ?? null;
}

function create(github: GitHub, outline: ReleaseOutline, notes: string): Promise<Release> {
  const { tag, commit, title, kind, version, onDefaultBranch } = outline;
  const standing = { kind, branchIsDefault: onDefaultBranch, marked: false, published: [] };
  const { prerelease } = releaseFlags(version, standing);
  return github.createDraft(outline, { tag, commit, title, prerelease, notes });
}

async function withoutDoubles(
  github: GitHub,
  outline: ReleaseOutline,
  draft: Release,
  drafts: readonly Release[],
): Promise<OnlyDraft> {
  const others = new Map(drafts.filter(({ id }) => id !== draft.id).map((other) => [other.id, other]));
  for (const [id, other] of others) {
    if (!(await isOurDouble(github, outline, other))) continue;
    await github.deleteRelease(outline, id);
    others.delete(id);
  }
  return { draft, others: [...others.values()] };
}

/** Whether a draft was made by this execution, and nobody else has put anything into it. */
async function isOurDouble(github: GitHub, outline: ReleaseOutline, draft: Release): Promise<boolean> {
  if (!isOfExecution(outline, draft)) return false;
  const files = await github.assets(outline, draft.id);
  return (await ownFiles(github, outline, files)).length === files.length;
}
