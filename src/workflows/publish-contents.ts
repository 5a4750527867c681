import { ApplicationFailure, setCurrentDetails } from '@temporalio/workflow';
import type { ReadDigests } from '../activities/read-image-digests.ts';
import { nameClashes } from '../domain/release/asset-name.ts';
import type { Assessment } from '../domain/release/assess.ts';
import { DOCUMENTS, signatureName } from '../domain/release/document-names.ts';
import { tooLargeToPublish } from '../domain/release/payload-size.ts';
import { type PlannedPackage, planPackages } from '../domain/release/plan-packages.ts';
import type { Publication } from '../domain/release/publication.ts';
import { publicationOf, type PublishOrder } from '../domain/release/publish-order.ts';
import type { ReleaseFile } from '../domain/release/release-file.ts';
import { exceeded } from '../domain/release/release-limits.ts';
import { transferActivities } from './activities.ts';
import { collect } from './collect.ts';

/** All that a release will have but its documents, and what is told of it. */
export type Contents = Pick<Publication, 'files' | 'images' | 'checks' | 'warnings'>;

/** Names that only Cascade itself gives to files of a release. */
const RESERVED = DOCUMENTS.flatMap((document) => [document, signatureName(document)]);

/** Collects, checks and packs what is published. Fails with everything that speaks against it, before there is a draft. */
export async function gatherContents(order: PublishOrder): Promise<Contents> {
  setCurrentDetails('collecting the files');
  const assessment = await collect(order);
  const { files: collected, checks, warnings, fatal } = assessment;
  const { images, problems, expired, mendable } = await readImages(order);
  askForBuilds(order, {
    fatal: [...fatal, ...problems],
    expired: [...new Set([...assessment.expired, ...expired])],
    mendable: [...assessment.mendable, ...mendable],
  });
  const { chain, version, policy } = order;
  const planned = planPackages(policy.packages, collected, { chain, version });
  const loose = policy.looseFiles ? collected : [];
  const contents = { files: [...loose, ...planned.packages.map(notYetPacked)], images, checks, warnings };
  refuse([
    ...fatal,
    ...problems,
    ...planned.problems,
    ...nameClashes(contents.files, RESERVED),
    ...exceeded(contents.files, RESERVED.length),
    ...tooLargeToPublish(publicationOf(order, contents)),
  ]);

  const files = [...loose, ...(await pack(order, planned.packages))];
  // How large the packages are is known only now.
  refuse(exceeded(files, RESERVED.length));
  return { ...contents, files };
}

async function readImages({ train, images, policy, timings }: PublishOrder): Promise<ReadDigests> {
  if (images.length === 0) return { images: [], problems: [], expired: [], mendable: [] };
  return transferActivities(timings).readImageDigests({ train, images, digests: policy.checks.digests });
}

async function pack(
  { train, timings }: PublishOrder,
  packages: readonly PlannedPackage[],
): Promise<readonly ReleaseFile[]> {
  const { packFiles } = transferActivities(timings);
  const packed: ReleaseFile[] = [];
  for (const { name, source } of packages) {
    setCurrentDetails(`packing ${name}`);
    const made = await packFiles.executeWithOptions({ summary: name }, [{ train, source }]);
    packed.push({ name, executable: false, from: source, ...made });
  }
  return packed;
}

/** A package as long as it will be listed. */
function notYetPacked({ name, source }: PlannedPackage): ReleaseFile {
  return { name, size: 0, sha256: '0'.repeat(64), executable: false, from: source };
}

/** Fails so that the train can build again what GitHub no longer keeps, where that is all that is wrong. */
function askForBuilds(
  { policy }: PublishOrder,
  { expired, fatal, mendable }: Pick<Assessment, 'expired' | 'fatal' | 'mendable'>,
): void {
  if (policy.checks.expired === 'stop' || expired.length === 0) return;
  if (!fatal.every((problem) => mendable.includes(problem))) return;
  const message = `Nothing was published: ${fatal.join('; ')}`;
  throw ApplicationFailure.create({ message, type: 'ArtifactsExpired', nonRetryable: true, details: [expired] });
}

function refuse(problems: readonly string[]): void {
  if (problems.length === 0) return;
  const found = problems.join('; ').replace(/\.$/, '');
  const message = `Nothing was published: ${found}. Mend what is wrong, and start the release again.`;
  throw ApplicationFailure.create({ message, type: 'PublishFailed', nonRetryable: true });
}
