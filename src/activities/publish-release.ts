import type { PublishOrder } from '../domain/publish-order.ts';
import type { GitHub, Release } from '../github/port.ts';
import type { Dependencies } from './dependencies.ts';
import { refused, withGitHubFailures } from './failures.ts';
import { isOf } from './open-draft.ts';

export interface PublishInput {
  readonly order: PublishOrder;
  readonly releaseId: number;
}

/** Publishes the draft, unless it is published already, and checks what came of it. */
export function publishRelease({ github }: Pick<Dependencies, 'github'>) {
  return async function publishRelease({ order, releaseId }: PublishInput): Promise<{ url: string }> {
    return withGitHubFailures(async () => {
      const before = await ownRelease(github.release(order, releaseId), order);
      if (before.draft) {
        const tagged = await taggedCommit(github, order);
        // GitHub would publish at the tag that is there, whatever commit it is told.
        if (tagged !== null && tagged !== order.commit) {
          throw refused(
            `Nothing was published: the tag ${order.tag} in ${order.owner}/${order.name} points to ${tagged} instead of ` +
              `${order.commit}. Remove the tag, or release another version.`,
          );
        }
        await github.publish(order, releaseId, order);
      }
      const after = await ownRelease(github.release(order, releaseId), order);
      if (after.draft) throw new Error(`GitHub still calls the release ${order.tag} a draft: ${after.url}`);
      const commit = await taggedCommit(github, order);
      if (commit !== order.commit) {
        throw refused(
          `The release ${after.url} is published, but its tag points to ${commit ?? 'nothing'} instead of ${order.commit}.`,
        );
      }
      return { url: after.url };
    });
  };
}

function taggedCommit(github: GitHub, order: PublishOrder): Promise<string | null> {
  return github.commit(order, `tags/${order.tag}`);
}

async function ownRelease(asked: Promise<Release | null>, order: PublishOrder): Promise<Release> {
  const release = await asked;
  if (release !== null && release.tag === order.tag && isOf(order, release)) return release;
  throw refused(
    `The draft of ${order.tag} in ${order.owner}/${order.name} was removed, or somebody changed its tag or its notes: ` +
      'restore it, or start the release again.',
  );
}
