import { rootCause, setCurrentDetails } from '@temporalio/workflow';
import { outlineOf, type PublishOrder } from '../domain/release/publish-order.ts';
import { refuseRolling } from '../domain/release/rolling.ts';
import type { Timings } from '../domain/timings.ts';
import { githubActivities, transferActivities } from './activities.ts';
import type { WholeDraft } from './publish-documents.ts';
import { type ReleasePlace, uploadAll } from './publish-draft.ts';

/** A nightly that is published, with all that is in it. */
interface PublishedNightly extends WholeDraft {
  readonly id: number;
  /** Whether GitHub lets nobody change it any more; it is the same for all releases that are published there now. */
  readonly immutable: boolean;
}

/**
 * Lets the rolling release stand for this nightly: one with the same files is built aside, and then takes the place of the
 * one before. The nightly is out whatever becomes of this; returned is what went wrong, in words.
 */
export async function rollOn(order: PublishOrder, nightly: PublishedNightly): Promise<readonly string[]> {
  const { rolling } = order.policy;
  if (rolling === null || order.kind !== 'nightly') return [];
  const problem = refuseRolling(rolling, nightly.immutable) ?? (await failureOf(() => roll(order, rolling, nightly)));
  return problem === null ? [] : [`${rolling} was not switched to ${order.tag}: ${problem}`];
}

async function failureOf(attempt: () => Promise<void>): Promise<string | null> {
  try {
    await attempt();
    return null;
  } catch (error) {
    return rootCause(error) ?? String(error);
  }
}

async function roll(order: PublishOrder, tag: string, nightly: PublishedNightly): Promise<void> {
  const { owner, name, train, timings } = order;
  const { openRolling, checkDraft, clearRolling, publishRelease } = githubActivities(timings, owner);
  setCurrentDetails(`switching ${tag} to ${order.tag}`);
  const outline = { ...outlineOf(order), tag };
  const { releaseId, tagged } = await openRolling({ outline, nightlyId: nightly.id });
  const place = { owner, name, train, releaseId, adopted: false };
  await fill(place, nightly, timings);
  await checkDraft({ ...place, files: nightly.files });
  await clearRolling({ outline, releaseId, tagged });
  await publishRelease({ outline, releaseId, adopted: false });
}

async function fill(place: ReleasePlace, { publication, signatures }: PublishedNightly, timings: Timings) {
  const { uploadDocuments, uploadSignatures } = transferActivities(timings);
  await uploadAll(place, publication.files, timings);
  await uploadDocuments({ ...place, publication });
  await uploadSignatures({ ...place, signatures });
}
