import type { Environment } from '../config/environment.ts';
import { type Chain, fullName } from '../domain/chain.ts';
import { GitHubError } from '../domain/github-error.ts';
import { findReleaseMarker } from '../domain/marker.ts';
import type { Manifest } from '../domain/release/manifest.ts';
import {
  type AskedRetention,
  decideRetention,
  type RetainedRelease,
  type RetentionDecisions,
  retentionFor,
} from '../domain/release/retention.ts';
import type { GitHub, RepositoryName } from '../github/port.ts';
import type { Release } from '../github/port-releases.ts';
import { readManifest } from '../activities/read-manifest.ts';
import { releaseTarget } from './release-target.ts';

/** What became of a release that was to go. */
export interface PrunedRelease {
  readonly tag: string;
  readonly removed: boolean;
  /** What was left and why, in words. */
  readonly left: readonly string[];
}

/** Decides which nightlies go by now, by the limits of the chain unless others are asked for. Nothing is removed. */
export async function decidePruning(
  environment: Environment,
  chain: Chain,
  asked: AskedRetention,
): Promise<RetentionDecisions> {
  const { github, target } = releaseTarget(environment, chain);
  const releases = await github.releases(target);
  const retained = releases.map((release) => ({ ...release, ours: isOurs(chain, release), good: !release.draft }));
  return decideRetention(retained, retentionFor(target.retention, asked), Date.now());
}

/** Removes releases with all that goes with them, one after another. What can't be removed doesn't stop the others. */
export async function pruneReleases(
  environment: Environment,
  chain: Chain,
  releases: readonly RetainedRelease[],
): Promise<readonly PrunedRelease[]> {
  const { github, target } = releaseTarget(environment, chain);
  const pruned: PrunedRelease[] = [];
  for (const { id, tag } of releases) {
    try {
      pruned.push({ tag, ...(await remove(github, chain, target, id)) });
    } catch (error) {
      if (!(error instanceof GitHubError)) throw error;
      pruned.push({ tag, removed: false, left: [error.message] });
    }
  }
  return pruned;
}

/** Several chains can publish in one repository: a train's id begins with its own. */
function isOurs({ name }: Chain, { notes }: Release): boolean {
  return findReleaseMarker(notes)?.train.startsWith(`${name}/`) ?? false;
}

/**
 * The release goes before its own tag, without which GitHub would make it a draft, and after the tags of the members,
 * which nobody would find any more without its manifest.
 */
async function remove(
  github: GitHub,
  chain: Chain,
  target: RepositoryName,
  id: number,
): Promise<Omit<PrunedRelease, 'tag'>> {
  const release = await github.release(target, id);
  if (release === null) return { removed: true, left: [] };
  if (!isOurs(chain, release)) return { removed: false, left: ['somebody has just taken our marker out of its notes'] };
  const manifest = await readManifest(github, target, id);
  const left: string[] = [];
  for (const member of manifest === null ? [] : taggedMembers(manifest, release.tag)) {
    if (fullName(member) !== fullName(target)) left.push(...(await removeTag(github, member, release.tag)));
  }
  await github.deleteRelease(target, id);
  const own = manifest === null ? null : { ...target, commit: manifest.release.commit };
  if (own !== null) left.push(...(await removeTag(github, own, release.tag)));
  return { removed: true, left };
}

/** A repository, and the commit that a tag of ours there is at. */
export type Tagged = RepositoryName & { readonly commit: string };

function taggedMembers({ repositories }: Manifest, tag: string): readonly Tagged[] {
  const tagged = repositories.filter((member) => member.tag === tag);
  const distinct = new Map(tagged.map(({ repository, commit }) => [repository, commit]));
  return Array.from(distinct, ([repository, commit]) => {
    const [owner = '', name = ''] = repository.split('/');
    return { owner, name, commit };
  });
}

/** Removes a tag of ours, or says why it was left: one of that name on another commit is somebody else's. */
export async function removeTag(github: GitHub, place: Tagged, tag: string): Promise<readonly string[]> {
  const at = await github.commit(place, `tags/${tag}`);
  if (at === null) return [];
  if (at !== place.commit) return [`the tag ${tag} in ${fullName(place)} is at ${at}, and not ours`];
  await github.deleteTag(place, tag);
  return [];
}
