import { findReleaseMarker } from '../domain/marker.ts';
import type { PublishOrder } from '../domain/publish-order.ts';
import type { Release } from '../github/port.ts';
import type { Dependencies } from './dependencies.ts';
import { refused, withGitHubFailures } from './failures.ts';

/**
 * Finds the draft of this train, or creates it. Creating isn't unique by tag, so an answer that got lost is looked
 * for before anything is created; of several drafts of ours the oldest is taken.
 */
export function openDraft({ github }: Pick<Dependencies, 'github'>) {
  return async function openDraft(order: PublishOrder): Promise<{ releaseId: number }> {
    return withGitHubFailures(async () => {
      const sameTag = (await github.releases(order)).filter(({ tag }) => tag === order.tag);
      const ours = sameTag.filter((release) => isOf(order, release)).sort((a, b) => a.id - b.id);
      const [first] = ours;
      if (first !== undefined) return { releaseId: first.id };
      const foreign = sameTag.find(({ draft }) => !draft);
      if (foreign !== undefined) throw refused(taken(order, foreign));
      const created = await github.createDraft(order, order);
      return { releaseId: created.id };
    });
  };
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
