import { placeOf, type PublishOrder } from '../domain/release/publish-order.ts';
import type { Release } from '../github/port.ts';
import type { Dependencies } from './dependencies.ts';
import { refused, withGitHubFailures } from './failures.ts';
import { isOf, type OpenedRelease } from './open-draft.ts';

export interface PublishInput extends OpenedRelease {
  readonly order: PublishOrder;
}

/** Publishes the draft, unless it is published already, and checks what came of it. */
export function publishRelease({ github }: Pick<Dependencies, 'github'>) {
  return async function publishRelease(input: PublishInput): Promise<{ url: string }> {
    return withGitHubFailures(async () => {
      const { order, releaseId } = input;
      const before = ownRelease(await github.release(order, releaseId), input);
      if (before.draft) await publish(github, input, before);
      const after = ownRelease(await github.release(order, releaseId), input);
      if (after.draft) throw new Error(`GitHub still calls the release ${order.tag} a draft: ${after.url}`);
      const commit = await taggedCommit(github, order);
      // It was there a moment ago, or has just been made: reads lag.
      if (commit === null) throw new Error(`GitHub doesn't show the tag ${placeOf(order)} yet`);
      if (commit === order.commit) return { url: after.url };
      throw refused(
        `The release ${after.url} is published, but its tag points to ${commit} instead of ${order.commit}.`,
      );
    });
  };
}

async function publish(
  github: Dependencies['github'],
  { order, releaseId, prerelease, latest }: PublishInput,
  { title, notes }: Release,
): Promise<void> {
  const tagged = await taggedCommit(github, order);
  // GitHub would publish at the tag that is there, whatever commit it is told.
  if (tagged !== null && tagged !== order.commit) {
    throw refused(
      `Nothing was published: the tag ${placeOf(order)} points to ${tagged} instead of ` +
        `${order.commit}. Remove the tag, or release another version.`,
    );
  }
  const { tag, commit } = order;
  // Title and notes as they are by now: a person may have worked on the draft.
  await github.publish(order, releaseId, { tag, commit, title, notes, prerelease, latest });
}

function taggedCommit(github: Dependencies['github'], order: PublishOrder): Promise<string | null> {
  return github.commit(order, `tags/${order.tag}`);
}

function ownRelease(release: Release | null, { order, adopted }: PublishInput): Release {
  if (release !== null && release.tag === order.tag && (adopted || isOf(order, release))) return release;
  throw refused(
    `The draft of ${placeOf(order)} was removed, or somebody changed its tag or took the last line, our marker, out of its notes: ` +
      'restore it, or start the release again.',
  );
}
