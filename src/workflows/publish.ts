import {
  allHandlersFinished,
  ApplicationFailure,
  CancellationScope,
  condition,
  log,
  rootCause,
  setCurrentDetails,
  workflowInfo,
} from '@temporalio/workflow';
import type { LeftTag } from '../activities/tag-repositories.ts';
import { fewWarnings } from '../domain/release/few-warnings.ts';
import type { PublishedMember } from '../domain/release/publication.ts';
import { outlineOf, publicationOf, type PublishOrder } from '../domain/release/publish-order.ts';
import type { PublishedRelease } from '../domain/train-state.ts';
import { githubActivities, manyCalls, transferActivities } from './activities.ts';
import { gatherContents } from './publish-contents.ts';
import { unsignedPolicy, type WholeDraft, writeDocuments } from './publish-documents.ts';
import { fillDraft, type ReleasePlace, tagsOf } from './publish-draft.ts';
import { carryOutSteps } from './publish-steps.ts';
import { passGates } from './publishing-gate.ts';
import { rollOn } from './rolling.ts';
import { PeoplesSignatures } from './signatures.ts';

/**
 * Publishes one release: collect, check, pack, draft, files, documents and signatures, read back, gates, publish steps,
 * tag, publish. Every step looks, acts and looks again, so that it ends the same wherever it was interrupted; nothing is
 * published before everything is there and right.
 */
export async function publish(order: PublishOrder): Promise<PublishedRelease> {
  if (workflowInfo().parent === undefined) {
    const message = 'Publishing runs only inside a train: start a release instead.';
    throw ApplicationFailure.create({ message, type: 'PublishFailed', nonRetryable: true });
  }
  try {
    return await carryOut(order);
  } finally {
    await CancellationScope.nonCancellable(() => tidyUp(order));
  }
}

/** What stays on a disk is swept away later, and changes nothing about the release. */
async function tidyUp({ timings, train }: PublishOrder): Promise<void> {
  try {
    await transferActivities(timings).discardStaged(train);
  } catch (error) {
    log.warn('Staged files were left behind', { train, why: rootCause(error) ?? String(error) });
  }
  await condition(allHandlersFinished);
}

async function carryOut(order: PublishOrder): Promise<PublishedRelease> {
  const people = new PeoplesSignatures(order);
  if (unsignedPolicy(order) === 'refuse') await transferActivities(order.timings).requireSigner();
  const contents = await gatherContents(order);
  const draft = await fillDraft(order, contents.files);
  const members = order.members.map((member) => withoutTag(member, draft.left));
  const warnings = [...contents.warnings, ...draft.left.map(({ why }) => why)];
  const publication = publicationOf({ ...order, members }, { ...contents, warnings });
  const whole = await writeDocuments(order, publication, draft, people);

  setCurrentDetails('reading everything back');
  const { checkDraft } = githubActivities(order.timings, order.owner);
  const { url } = await checkDraft({ ...draft.place, files: whole.files });
  const release: PublishedRelease = {
    id: draft.place.releaseId,
    url,
    tag: order.tag,
    files: whole.files,
    draft: true,
    signedBy: whole.signedBy.join(', ') || null,
    // Other drafts are nobody's business but of those who publish: the documents don't tell of them.
    warnings: fewWarnings([...draft.warnings, ...warnings]),
    versionsProposed: null,
  };
  if (order.dryRun) return release;
  if (order.gated) {
    await passGates(order, url);
    // People had it before their eyes for as long as the gates waited.
    await checkDraft({ ...draft.place, files: whole.files });
  }
  await carryOutSteps(order, url);
  // From here on there is no way back: a cancellation comes too late.
  return CancellationScope.nonCancellable(() => putOut(order, release, whole, draft.place));
}

/** A member whose tag was there already, on another commit, has none of this release. */
function withoutTag(member: PublishedMember, left: readonly LeftTag[]): PublishedMember {
  return left.some(({ repository }) => repository === member.repository) ? { ...member, tag: null } : member;
}

/** Tags and publishes the draft; then does what follows from it. */
async function putOut(
  order: PublishOrder,
  draft: PublishedRelease,
  whole: WholeDraft,
  place: ReleasePlace,
): Promise<PublishedRelease> {
  setCurrentDetails('publishing');
  const { checkDraft, publishRelease } = githubActivities(order.timings, order.owner);
  const tags = tagsOf(order, true);
  await manyCalls(order.timings).tagRepositories(tags);
  // Steps and tags take their time, and meanwhile people see the draft.
  if (order.steps.length > 0 || tags.tags.length > 0) await checkDraft({ ...place, files: whole.files });
  const { releaseId, adopted } = place;
  const { url, immutable } = await publishRelease({ outline: outlineOf(order), releaseId, adopted });
  const { members } = whole.publication;
  const { versionsProposed, problems } = await proposeVersions({ ...order, members }, url);
  const rolled = await rollOn(order, { ...whole, id: releaseId, immutable });
  return { ...draft, url, draft: false, versionsProposed, warnings: [...draft.warnings, ...problems, ...rolled] };
}

/** The release is out, whatever becomes of this; what goes wrong is told with it. */
async function proposeVersions(order: PublishOrder, url: string) {
  const path = order.policy.versions;
  if (path === null || order.kind !== 'release') return { versionsProposed: null, problems: [] };
  try {
    const proposed = await githubActivities(order.timings, order.owner).proposeVersions({ order, path, url });
    return { versionsProposed: proposed?.url ?? null, problems: [] };
  } catch (error) {
    const why = rootCause(error) ?? String(error);
    return { versionsProposed: null, problems: [`${path} was not brought up to date: ${why}`] };
  }
}
