import { heartbeat } from '@temporalio/activity';
import { fullName } from '../domain/chain.ts';
import type { TagPolicy } from '../domain/release/release-target.ts';
import type { WantedTag } from '../domain/release/publish-order.ts';
import type { GitHub } from '../github/port.ts';
import type { Dependencies } from './dependencies.ts';
import { refused, withGitHubFailures } from './failures.ts';

export interface TagInput {
  readonly tags: readonly WantedTag[];
  readonly elsewhere: TagPolicy['elsewhere'];
  readonly message: string;
  /** Whether they are made, or only looked for. */
  readonly make: boolean;
}

/** A tag that is on another commit, and was left there. */
export interface LeftTag {
  /** `owner/name`. */
  readonly repository: string;
  /** In words. */
  readonly why: string;
}

/**
 * Makes the annotated tags of a release. All are looked at before the first is made: one that is on another commit stops
 * the release, unless the chain leaves such alone. Returns those that were left.
 */
export function tagRepositories({ github }: Pick<Dependencies, 'github'>) {
  return async function tagRepositories({ tags, elsewhere, message, make }: TagInput): Promise<readonly LeftTag[]> {
    return withGitHubFailures(async () => {
      const { free, left } = await lookAtTags(github, tags, elsewhere);
      for (const tag of make ? free : []) {
        await makeTag(github, tag, message);
        heartbeat();
      }
      return left;
    });
  };
}

/** Which tags are still to be made, and which are on another commit; refused where the chain wants none of these. */
export async function lookAtTags(
  github: GitHub,
  tags: readonly WantedTag[],
  elsewhere: TagPolicy['elsewhere'],
): Promise<{ readonly free: readonly WantedTag[]; readonly left: readonly LeftTag[] }> {
  const free: WantedTag[] = [];
  const left: LeftTag[] = [];
  for (const tag of tags) {
    const commit = await github.commit(tag, `tags/${tag.tag}`);
    if (commit === null) free.push(tag);
    else if (commit !== tag.commit) left.push({ repository: fullName(tag), why: isElsewhere(tag, commit) });
    heartbeat();
  }
  if (left.length === 0 || elsewhere !== 'stop') return { free, left };
  throw refused(
    `Nothing was published: ${left.map(({ why }) => why).join('; ')}. Remove the tags, or release another version.`,
  );
}

async function makeTag(github: GitHub, tag: WantedTag, message: string): Promise<void> {
  const made = await github.createTag(tag, { name: tag.tag, commit: tag.commit, message });
  if (made === 'created') return;
  // Somebody was quicker, or an earlier try of ours: the next look tells which.
  throw new Error(`The tag ${tag.tag} in ${tag.owner}/${tag.name} has just been made by somebody else`);
}

function isElsewhere({ owner, name, tag, commit }: WantedTag, at: string): string {
  return `the tag ${tag} in ${owner}/${name} is at ${at} instead of ${commit}`;
}
