import { setCurrentDetails } from '@temporalio/workflow';
import type { Signed } from '../activities/sign-documents.ts';
import { SHA256SUMS, signatureName } from '../domain/release/document-names.ts';
import type { ReleaseSignature } from '../domain/release/notes-sections.ts';
import type { Publication } from '../domain/release/publication.ts';
import type { PublishOrder } from '../domain/release/publish-order.ts';
import type { ReleaseFile } from '../domain/release/release-file.ts';
import type { PublishedFile } from '../domain/train-state.ts';
import { githubActivities, manyCalls, transferActivities } from './activities.ts';
import type { FilledDraft } from './publish-draft.ts';
import { asksPeople, type PeoplesSignatures } from './signatures.ts';

/** A draft with everything in it. */
export interface WholeDraft {
  /** Every file that it must have, and no other. */
  readonly files: readonly PublishedFile[];
  /** What its documents tell. */
  readonly publication: Publication;
  /** Every signature, to be put beside the documents wherever these go. */
  readonly signatures: Signed['signatures'];
  /** Fingerprints of the keys. */
  readonly signedBy: readonly string[];
}

/** Writes documents, signatures and notes into the draft, and waits for the people who sign. */
export async function writeDocuments(
  order: PublishOrder,
  publication: Publication,
  { place, url }: FilledDraft,
  people: PeoplesSignatures,
): Promise<WholeDraft> {
  const { digest, policy, timings } = order;
  const { uploadDocuments, signDocuments, uploadSignatures } = transferActivities(timings);
  setCurrentDetails('writing and signing the documents');
  people.begin(publication);
  const uploaded = await uploadDocuments({ ...place, publication });
  const signed = await signDocuments({ publication, uploaded, unsigned: unsignedPolicy(order) });
  const ours = await uploadSignatures({ ...place, signatures: signed.signatures });
  const before: readonly ReleaseSignature[] =
    signed.by === null ? [] : [{ name: signatureName(SHA256SUMS), by: signed.by }];
  // Before people are waited for, who read the notes and may write into them.
  const notes = { digest, publication, signatures: before, toBeSigned: asksPeople(order), template: policy.notes };
  if (!place.adopted) await manyCalls(timings).writeNotes({ ...place, ...notes });

  const handedIn = await people.collect(url);
  const theirs = await uploadSignatures({ ...place, signatures: handedIn });
  const after = [...before, ...handedIn.map(({ name, by }) => ({ name, by }))];
  if (!place.adopted && handedIn.length > 0) {
    await githubActivities(timings, order.owner).tellSignatures({ ...place, before, after });
  }
  return {
    files: [...publication.files.map(withoutSource), ...uploaded, ...ours, ...theirs],
    publication,
    signatures: [...signed.signatures, ...handedIn.map(({ name, text }) => ({ name, text }))],
    signedBy: after.map(({ by }) => by),
  };
}

/** Where people sign what is published for good, our own key isn't needed for it to be signed. */
export function unsignedPolicy(order: PublishOrder): 'refuse' | 'warn' {
  return asksPeople(order) ? 'warn' : order.policy.signing.unsigned;
}

function withoutSource({ name, size, sha256 }: ReleaseFile): PublishedFile {
  return { name, size, sha256 };
}
