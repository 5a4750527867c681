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
import type { ReadDigests } from '../activities/read-image-digests.ts';
import type { LeftTag } from '../activities/tag-repositories.ts';
import { nameClashes } from '../domain/release/asset-name.ts';
import type { Assessment } from '../domain/release/assess.ts';
import { DOCUMENTS, SHA256SUMS, signatureName } from '../domain/release/document-names.ts';
import { planPackages } from '../domain/release/plan-packages.ts';
import type { PublishedMember } from '../domain/release/publication.ts';
import { publicationOf, type PublishOrder, wantedTags } from '../domain/release/publish-order.ts';
import type { ReleaseFile } from '../domain/release/release-file.ts';
import type { PublishedFile, PublishedRelease } from '../domain/train-state.ts';
import { githubActivities, manyCalls, transferActivities } from './activities.ts';
import { collect } from './collect.ts';
import { carryOutSteps } from './publish-steps.ts';
import { asksPeople, PeoplesSignatures } from './signatures.ts';

/**
 * Publishes one release: collect, check, pack, draft, files, documents and signatures, read back, publish steps, tag,
 * publish. Every step looks, acts and looks again, so that it ends the same wherever it was interrupted; nothing is
 * published before everything is there and right.
 */
export async function publish(order: PublishOrder): Promise<PublishedRelease> {
  if (workflowInfo().parent === undefined)
    throw failure('Publishing runs only inside a train: start a release instead.');
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
  const github = githubActivities(order.timings, order.owner);
  const transfer = transferActivities(order.timings);
  const people = new PeoplesSignatures(order);
  const { tagRepositories, writeNotes } = manyCalls(order.timings);
  const tags = { tags: wantedTags(order), elsewhere: order.policy.tags.elsewhere, message: order.title };

  const { unsigned } = signingOf(order);
  if (unsigned === 'refuse') await transfer.requireSigner();
  setCurrentDetails('collecting the files');
  const collected = await collect(order);
  const { images, problems } = await readImages(order);
  const files = await pack(order, { ...collected, fatal: [...collected.fatal, ...problems] });

  setCurrentDetails('finding or creating the draft');
  const left = await tagRepositories({ ...tags, make: false });
  const tagged = { ...order, members: order.members.map((member) => withoutTag(member, left)) };
  const opened = await github.openDraft(order);
  const { releaseId, adopted } = opened;
  const place = { owner: order.owner, name: order.name, releaseId, adopted, train: order.train };
  for (const [index, file] of files.entries()) {
    setCurrentDetails(`uploading ${file.name} (${index + 1} of ${files.length})`);
    await transfer.uploadFile.executeWithOptions({ summary: file.name }, [{ ...place, file }]);
  }

  setCurrentDetails('writing and signing the documents');
  const warnings = [...collected.warnings, ...left.map(({ why }) => why)];
  const publication = publicationOf(tagged, { files, images, checks: collected.checks, warnings });
  people.begin(publication);
  const documents = await transfer.uploadDocuments({ ...place, publication });
  const signed = await transfer.signDocuments({ publication, unsigned });
  const signatures = await transfer.uploadSignatures({ ...place, signatures: signed.signatures });
  const handedIn = await people.collect(opened.url);
  const others = await transfer.uploadSignatures({ ...place, signatures: handedIn });
  const own = signed.by === null ? [] : [{ name: signatureName(SHA256SUMS), by: signed.by }];
  const signedBy = [...own, ...handedIn.map(({ name, by }) => ({ name, by }))];
  if (!adopted) {
    const { digest, policy } = order;
    await writeNotes({ ...place, digest, publication, signatures: signedBy, template: policy.notes });
  }

  setCurrentDetails('reading everything back');
  const published = [...files.map(withoutSource), ...documents, ...signatures, ...others];
  const { url } = await github.checkDraft({ ...place, files: published });
  const release = {
    id: releaseId,
    tag: order.tag,
    files: published,
    signedBy: signedBy.map(({ by }) => by).join(', ') || null,
  };
  if (order.dryRun) return { ...release, url, draft: true, warnings, versionsProposed: null };

  await carryOutSteps(order, url);
  setCurrentDetails('publishing');
  // From here on there is no way back: a cancellation comes too late.
  return CancellationScope.nonCancellable(async () => {
    await tagRepositories({ ...tags, make: true });
    // Steps and tags take their time, and meanwhile people see the draft.
    if (order.steps.length > 0 || tags.tags.length > 0) await github.checkDraft({ ...place, files: published });
    const { url } = await github.publishRelease({ order, ...opened });
    return { ...release, url, draft: false, ...(await proposeVersions(tagged, url, warnings)) };
  });
}

/** A member whose tag was there already, on another commit, has none of this release. */
function withoutTag(member: PublishedMember, left: readonly LeftTag[]): PublishedMember {
  return left.some(({ repository }) => repository === member.repository) ? { ...member, tag: null } : member;
}

/** People sign what is published for good; where they do, our own key isn't needed for it to be signed. */
function signingOf({ policy, kind, dryRun }: PublishOrder): { unsigned: 'refuse' | 'warn' } {
  const byPeople = policy.signing.people !== null && asksPeople({ kind, dryRun });
  return { unsigned: byPeople ? 'warn' : policy.signing.unsigned };
}

/** The release is out, whatever becomes of this; what goes wrong is told with it. */
async function proposeVersions(order: PublishOrder, url: string, warnings: readonly string[]) {
  const path = order.policy.versions;
  if (path === null || order.kind !== 'release') return { warnings, versionsProposed: null };
  try {
    const proposed = await githubActivities(order.timings, order.owner).proposeVersions({ order, path, url });
    return { warnings, versionsProposed: proposed?.url ?? null };
  } catch (error) {
    const why = rootCause(error) ?? String(error);
    return { warnings: [...warnings, `${path} was not brought up to date: ${why}`], versionsProposed: null };
  }
}

async function readImages({ train, images, policy, timings }: PublishOrder): Promise<ReadDigests> {
  if (images.length === 0) return { images: [], problems: [] };
  return transferActivities(timings).readImageDigests({ train, images, digests: policy.checks.digests });
}

/** The files that are published: those that were collected, what is packed of them, or both. */
async function pack(order: PublishOrder, { files, fatal }: Assessment): Promise<readonly ReleaseFile[]> {
  const { chain, version, policy, train, timings } = order;
  const planned = planPackages(policy.packages, files, { chain, version });
  const names = planned.packages.map(({ name, source }) => ({
    name,
    size: 0,
    sha256: '',
    executable: false,
    from: source,
  }));
  const reserved = DOCUMENTS.flatMap((document) => [document, signatureName(document)]);
  const clashes = nameClashes([...(policy.looseFiles ? files : []), ...names], reserved);
  const problems = [
    ...fatal,
    ...planned.problems,
    ...clashes,
    ...tooMuch(policy.looseFiles ? files : [], names.length),
  ];
  if (problems.length > 0) throw failure(`Nothing was published: ${problems.join('; ')}`);

  const { packFiles } = transferActivities(timings);
  const packed: ReleaseFile[] = [];
  for (const { name, source } of planned.packages) {
    setCurrentDetails(`packing ${name}`);
    const made = await packFiles.executeWithOptions({ summary: name }, [{ train, source }]);
    packed.push({ name, executable: false, from: source, ...made });
  }
  return policy.looseFiles ? [...files, ...packed] : packed;
}

/** What GitHub would refuse in the middle of uploading. */
function tooMuch(files: readonly ReleaseFile[], packages: number): readonly string[] {
  const count = files.length + packages + 2 * DOCUMENTS.length;
  const many = count > MOST_FILES ? [`there are ${count} files, and a release takes ${MOST_FILES}: pack them`] : [];
  const large = files
    .filter(({ size }) => size >= TOO_LARGE)
    .map(({ name }) => `${name} has 2 GiB or more, which GitHub refuses`);
  return [...many, ...large];
}

const MOST_FILES = 1000;
const TOO_LARGE = 2 * 1024 ** 3;

function withoutSource({ name, size, sha256 }: ReleaseFile): PublishedFile {
  return { name, size, sha256 };
}

function failure(message: string): ApplicationFailure {
  return ApplicationFailure.create({ message, type: 'PublishFailed', nonRetryable: true });
}
