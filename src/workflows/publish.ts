import { ApplicationFailure, CancellationScope, setCurrentDetails, workflowInfo } from '@temporalio/workflow';
import {
  artifactRefs,
  type CollectedFile,
  nameClashes,
  type PublishOrder,
  SHA256SUMS,
} from '../domain/publish-order.ts';
import type { PublishedRelease } from '../domain/train-state.ts';
import { githubActivities, transferActivities } from './activities.ts';

/** Artifacts fetched at once; what counts is the disk, and GitHub's patience. */
const COLLECTED_AT_ONCE = 4;

/**
 * Publishes one release: draft, files, checksums, read back, publish. Every step looks, acts and looks again, so
 * that it ends the same wherever it was interrupted; nothing is published before everything is there and right.
 */
export async function publish(order: PublishOrder): Promise<PublishedRelease> {
  if (workflowInfo().parent === undefined)
    throw failure('Publishing runs only inside a train: start a release instead.');
  const github = githubActivities(order.timings, order.owner);
  const transfer = transferActivities(order.timings);

  setCurrentDetails('collecting the artifacts');
  const files = await collect(order);
  const clashes = nameClashes(files);
  if (clashes.length > 0)
    throw failure(`Files of the same name: ${clashes.join('; ')}. Rename them in their actions workflows.`);

  setCurrentDetails('finding or creating the draft');
  const { releaseId } = await github.openDraft(order);
  const place = { owner: order.owner, name: order.name, releaseId, train: order.train };
  for (const [index, file] of files.entries()) {
    setCurrentDetails(`uploading ${file.name} (${index + 1} of ${files.length})`);
    await transfer.uploadFile.executeWithOptions({ summary: file.name }, [{ ...place, file }]);
  }
  setCurrentDetails(`uploading ${SHA256SUMS}`);
  const checksums = await transfer.uploadChecksums({
    ...place,
    files: files.map(({ name, sha256 }) => ({ name, sha256 })),
  });

  setCurrentDetails('reading everything back');
  const published = [...files.map(({ name, size, sha256 }) => ({ name, size, sha256 })), checksums];
  await github.checkDraft({ ...place, files: published });

  setCurrentDetails('publishing');
  // From here on there is no way back: a cancellation comes too late.
  return CancellationScope.nonCancellable(async () => {
    const { url } = await github.publishRelease({ order, releaseId });
    await transfer.discardStaged(order.train);
    return { id: releaseId, url, tag: order.tag, files: published };
  });
}

async function collect(order: PublishOrder): Promise<readonly CollectedFile[]> {
  const { collectArtifact } = transferActivities(order.timings);
  const refs = artifactRefs(order.sources);
  const files: CollectedFile[] = [];
  for (let start = 0; start < refs.length; start += COLLECTED_AT_ONCE) {
    const group = refs.slice(start, start + COLLECTED_AT_ONCE);
    const collected = await Promise.all(
      group.map((from) =>
        collectArtifact.executeWithOptions({ summary: from.artifact.name }, [{ train: order.train, from }]),
      ),
    );
    files.push(...collected.flat());
  }
  return files;
}

function failure(message: string): ApplicationFailure {
  return ApplicationFailure.create({ message, type: 'PublishFailed', nonRetryable: true });
}
