import type { Environment } from '../config/environment.ts';
import { type Chain, fullName } from '../domain/chain.ts';
import { GitHubError } from '../domain/github-error.ts';
import { HELD_TAGS, heldPlaces, isHeldTag } from '../domain/release/held-tags.ts';
import { type Tagged, removeTag } from './prune-releases.ts';
import { releaseTarget } from './release-target.ts';

/** A tag on which a train dispatched a build, and which is still there. */
export interface HeldTag extends Tagged {
  readonly tag: string;
}

/** Finds the tags that trains of the chain have left behind, or still need: builds are dispatched on them. */
export async function findHeldTags(environment: Environment, chain: Chain): Promise<readonly HeldTag[]> {
  const { github } = releaseTarget(environment, chain);
  const held = await Promise.all(
    heldPlaces(chain).map(async (place) => {
      const { owner, name } = place;
      const tags = await github.tags({ owner, name }, HELD_TAGS);
      return tags
        .filter((tag) => isHeldTag(tag.name, place))
        .map((tag) => ({ owner, name, tag: tag.name, commit: tag.commit }));
    }),
  );
  return held.flat();
}

/** Removes such tags, one after another, and says which were left and why. Only those that no open train needs may be given. */
export async function removeHeldTags(
  environment: Environment,
  chain: Chain,
  tags: readonly HeldTag[],
): Promise<readonly string[]> {
  const { github } = releaseTarget(environment, chain);
  const left: string[] = [];
  for (const { tag, ...place } of tags) {
    try {
      left.push(...(await removeTag(github, place, tag)));
    } catch (error) {
      if (!(error instanceof GitHubError)) throw error;
      left.push(`the tag ${tag} in ${fullName(place)}: ${error.message}`);
    }
  }
  return left;
}
