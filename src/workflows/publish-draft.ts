import { setCurrentDetails } from '@temporalio/workflow';
import type { CheckInput } from '../activities/check-draft.ts';
import type { LeftTag, TagInput } from '../activities/tag-repositories.ts';
import { outlineOf, type PublishOrder, wantedTags } from '../domain/release/publish-order.ts';
import type { ReleaseFile } from '../domain/release/release-file.ts';
import { uploadBatches } from '../domain/release/upload-batches.ts';
import type { Timings } from '../domain/timings.ts';
import { githubActivities, manyCalls, transferActivities } from './activities.ts';

/** The release that files go into. */
export type ReleasePlace = Omit<CheckInput, 'files'>;

/** A draft with the files of the release. */
export interface FilledDraft {
  readonly place: ReleasePlace;
  readonly url: string;
  /** The tags that are on other commits already, and stay there. */
  readonly left: readonly LeftTag[];
  /** What else there is under its tag, in words. */
  readonly warnings: readonly string[];
}

/** Finds or creates the draft, once no tag stands against it, and brings the files there. */
export async function fillDraft(order: PublishOrder, files: readonly ReleaseFile[]): Promise<FilledDraft> {
  const { owner, name, train, timings } = order;
  setCurrentDetails('finding or creating the draft');
  const left = await manyCalls(timings).tagRepositories(tagsOf(order, false));
  const { releaseId, adopted, url, warnings } = await githubActivities(timings, owner).openDraft(outlineOf(order));
  const place = { owner, name, releaseId, adopted, train };
  await uploadAll(place, files, timings);
  return { place, url, left, warnings };
}

/** Brings collected and packed files into a release, one after another. */
export async function uploadAll(place: ReleasePlace, files: readonly ReleaseFile[], timings: Timings): Promise<void> {
  const { uploadFiles } = transferActivities(timings);
  let uploaded = 0;
  for (const batch of uploadBatches(files)) {
    const summary = batch.length === 1 ? (batch[0]?.name ?? '') : `${batch.length} files`;
    setCurrentDetails(`uploading ${summary} (${uploaded} of ${files.length} are there)`);
    await uploadFiles.executeWithOptions({ summary }, [{ ...place, files: batch }]);
    uploaded += batch.length;
  }
}

/** The tags of a release, to be made or only looked for. */
export function tagsOf(order: PublishOrder, make: boolean): TagInput {
  return { tags: wantedTags(order), elsewhere: order.policy.tags.elsewhere, message: order.title, make };
}
