import { placeOf, type ReleaseOutline } from '../domain/release/publish-order.ts';
import type { GitHub } from '../github/port.ts';
import type { Dependencies } from './dependencies.ts';
import { refused, withGitHubFailures } from './failures.ts';
import { releasesOfTag } from './only-draft.ts';
import { isRolling, type OpenedRolling } from './open-rolling.ts';

/** Makes room for the next rolling release: removes the one before with what was left of others, and moves its tag out of the way. */
export function clearRolling({ github }: Pick<Dependencies, 'github'>) {
  return async function clearRolling({
    outline,
    releaseId,
    tagged,
  }: OpenedRolling & { readonly outline: ReleaseOutline }): Promise<void> {
    await withGitHubFailures(async () => {
      const others = (await releasesOfTag(github, outline)).filter(({ id }) => id !== releaseId);
      for (const { id } of others.filter(isRolling)) await github.deleteRelease(outline, id);
      await clearTag(github, outline, tagged);
    });
  };
}

async function clearTag(github: GitHub, outline: ReleaseOutline, tagged: string | null): Promise<void> {
  const at = await github.commit(outline, `tags/${outline.tag}`);
  if (at === null || at === outline.commit) return;
  if (at !== tagged) throw refused(`somebody has just moved the tag ${placeOf(outline)} to ${at}`);
  await github.deleteTag(outline, outline.tag);
  const left = await github.commit(outline, `tags/${outline.tag}`);
  // Reads lag: GitHub would publish at the tag that is there.
  if (left !== null) throw new Error(`GitHub still shows the tag ${placeOf(outline)} at ${left}`);
}
