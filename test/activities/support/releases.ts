import type { AssetRecord, ReleaseRecord } from '../../../simulator/records.ts';
import { outlineOf, type PublishOrder } from '../../../src/domain/release/publish-order.ts';
import type { ReleaseFile } from '../../../src/domain/release/release-file.ts';
import { orderToPublish } from '../../support/publish-orders.ts';
import { builtArtifact, TRAIN } from './builds.ts';
import { perform } from './one-try.ts';
import { type Stage, startStage } from './stage.ts';

export const APP = { owner: 'acme', name: 'app' };

/** The order to publish v1.4.0 in acme/app, at the head of its main branch unless said otherwise. */
export async function publishOrder(stage: Stage, differences: Partial<PublishOrder> = {}): Promise<PublishOrder> {
  const commit = (await stage.github.commit(APP, 'heads/main')) ?? 'missing';
  return orderToPublish({ commit, ...differences });
}

/** A draft of the order, and where its files go. */
export async function openedDraft(stage: Stage, differences: Partial<PublishOrder> = {}) {
  const order = await publishOrder(stage, differences);
  const outline = outlineOf(order);
  const opened = await perform(stage.activities.openDraft, outline);
  const { releaseId, adopted } = opened;
  return { order, outline, ...opened, place: { ...APP, train: order.train, releaseId, adopted } };
}

/** The file of acme/core, built and collected. */
export async function collectedFile(stage: Stage): Promise<ReleaseFile> {
  const from = await builtArtifact(stage);
  const { files } = await perform(stage.activities.collectFiles, { train: TRAIN, from, digests: 'fail' });
  const [file] = files;
  if (file === undefined) throw new Error('The artifact was empty');
  return { ...file, from };
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

/** A person publishes the draft in acme/app. */
export function publishedByHand(stage: Stage, id: number): ReleaseRecord {
  stage.simulator.publishDraft('acme/app', id);
  return releaseOf(stage, id);
}

/** The release of that id in acme/app. */
export function releaseOf({ simulator }: Stage, id: number): ReleaseRecord {
  const release = simulator.releases('acme/app').find((candidate) => candidate.id === id);
  if (release === undefined) throw new Error(`There is no release ${id}`);
  return release;
}
