import type { ReleaseOutline } from '../domain/release/publish-order.ts';
import type { GitHub } from '../github/port.ts';
import type { Dependencies } from './dependencies.ts';
import { refused, withGitHubFailures } from './failures.ts';
import { isOf } from './own-release.ts';

/** Which drafts are meant: those of a train, in the repository that it publishes in. */
type DraftPlace = Pick<ReleaseOutline, 'train' | 'digest' | 'owner' | 'name'>;

/**
 * Removes the draft of a train, known by the marker in its notes; gives the pages of what was removed. What is published,
 * and what others made, stays.
 */
export function discardDraft({ github }: Pick<Dependencies, 'github'>) {
  return async function discardDraft(place: DraftPlace): Promise<readonly string[]> {
    return withGitHubFailures(async () => {
      const drafts = await draftsOf(github, place);
      for (const { id } of drafts) {
        // A person may have published it since the list was made.
        const now = await github.release(place, id);
        if (now?.draft === true && isOf(place, now)) await github.deleteRelease(place, id);
      }
      const left = (await Promise.all(drafts.map(({ id }) => github.release(place, id)))).filter((one) => one !== null);
      const foreign = left.find((release) => !release.draft || !isOf(place, release));
      if (foreign !== undefined) throw refused(`${foreign.url} was published or changed meanwhile, and stays`);
      if (left.length > 0) throw new Error('GitHub still shows the draft');
      return drafts.map(({ url }) => url);
    });
  };
}

async function draftsOf(github: GitHub, place: DraftPlace) {
  return (await github.releases(place)).filter((release) => release.draft && isOf(place, release));
}
