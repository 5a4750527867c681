import type { CollectedFile, PublishOrder } from '../../../src/domain/publish-order.ts';
import { formatReleaseMarker } from '../../../src/domain/marker.ts';
import { DEFAULT_TIMINGS } from '../../../src/domain/timings.ts';
import type { AssetRecord } from '../../../simulator/records.ts';
import { builtArtifact, TRAIN } from './builds.ts';
import { perform } from './one-try.ts';
import { type Stage, startStage } from './stage.ts';

export const APP = { owner: 'acme', name: 'app' };

/** The order to publish v1.4.0 in acme/app, at the head of its main branch unless said otherwise. */
export async function publishOrder(stage: Stage, differences: Partial<PublishOrder> = {}): Promise<PublishOrder> {
  const { train = TRAIN, digest = '0a1b2c3d' } = differences;
  return {
    ...APP,
    train,
    digest,
    tag: 'v1.4.0',
    commit: (await stage.github.commit(APP, 'heads/main')) ?? 'missing',
    title: 'Acme v1.4.0',
    notes: `What is new\n\n${formatReleaseMarker(train, digest)}`,
    prerelease: false,
    sources: [],
    timings: DEFAULT_TIMINGS,
    ...differences,
  };
}

/** A draft of the order, and where its files go. */
export async function openedDraft(stage: Stage, differences: Partial<PublishOrder> = {}) {
  const order = await publishOrder(stage, differences);
  const { releaseId } = await perform(stage.activities.openDraft, order);
  return { order, releaseId, place: { ...APP, train: order.train, releaseId } };
}

/** The file of acme/core, built and collected. */
export async function collectedFile(stage: Stage): Promise<CollectedFile> {
  const from = await builtArtifact(stage);
  const [file] = await perform(stage.activities.collectArtifact, { train: TRAIN, from });
  if (file === undefined) throw new Error('The artifact was empty');
  return file;
}

/** Puts a file of that content into the release, as a person would. */
export async function uploadByHand({ github }: Stage, releaseId: number, name: string, content: string): Promise<void> {
  const release = await github.release(APP, releaseId);
  if (release === null) throw new Error(`There is no release ${releaseId}`);
  const open = () => ReadableStream.from([new TextEncoder().encode(content)]);
  await github.uploadAsset(release, { name, size: content.length, open }, new AbortController().signal);
}

/** A draft, and a file that was collected for it; `whole` is how the release must list it. */
export async function beforeUpload() {
  const stage = await startStage();
  const file = await collectedFile(stage);
  const whole = { name: file.name, size: file.size, digest: `sha256:${file.sha256}`, state: 'uploaded' };
  return { stage, file, whole, ...(await openedDraft(stage)) };
}

/** The files of all releases in acme/app. */
export function assetsOf({ simulator }: Stage): readonly AssetRecord[] {
  return simulator.releases('acme/app').flatMap(({ assets }) => assets);
}
