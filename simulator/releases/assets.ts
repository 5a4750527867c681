import type { Readable } from 'node:stream';

import type { StoredBlob } from '../blobs.ts';
import { now } from '../clock.ts';
import { Refusal } from '../server/answer.ts';
import type { Asset, Release } from '../state/release.ts';
import type { World } from '../world.ts';
import { refuseName, refuseOneMore, refuseSize } from './asset-limits.ts';

/** What is said of a file on its way to a release. */
interface Announced {
  readonly name: string;
  readonly label: string | null;
  readonly contentType: string;
  readonly login: string;
}

/** A file on its way to a release; the size in bytes, if the client says it before. */
interface Upload extends Announced {
  readonly announcedSize: number | undefined;
  readonly content: Readable;
}

/** Takes an upload to its end and adds it to the release; refuses a name that is taken, and a file that is too big, before and after the transfer. */
export async function uploadAsset(world: World, release: Release, upload: Upload): Promise<Asset> {
  const { announcedSize = 0, content } = upload;
  refuseUpload(release, upload.name);
  refuseSize(world, announcedSize);
  const blob = await world.blobs.store(content);
  refuseSize(world, blob.size);
  refuseUpload(release, upload.name);
  return addAsset(world, release, upload, blob);
}

/** What an upload leaves that breaks off on GitHub's side: a file in state `starter`, which has nothing but its name until it is deleted. */
export function leaveStarter(world: World, release: Release, announced: Announced): Asset {
  refuseUpload(release, announced.name);
  return addAsset(world, release, announced, undefined);
}

/** Gives a file another name or label; what isn't said stays. */
export function updateAsset(
  world: World,
  release: Release,
  asset: Asset,
  change: { readonly name: string | undefined; readonly label: string | undefined },
): void {
  if (release.immutable) throw new Refusal(422, 'Cannot update asset of an immutable release');
  const name = storedName(change.name ?? asset.name);
  if (name !== asset.name) refuseName(release, name);
  asset.name = name;
  asset.label = change.label ?? asset.label;
  asset.updatedAt = now();
  world.journal.changed();
}

/** Takes a file out of a release. */
export function deleteAsset(world: World, release: Release, asset: Asset): void {
  if (release.immutable) throw new Refusal(422, 'Cannot delete asset from an immutable release');
  release.assets.delete(asset.id);
  world.journal.changed();
}

function addAsset(world: World, release: Release, announced: Announced, blob: StoredBlob | undefined): Asset {
  const at = now();
  const asset: Asset = {
    id: world.ids.next(),
    name: storedName(announced.name),
    label: announced.label,
    contentType: announced.contentType,
    uploader: announced.login,
    createdAt: at,
    updatedAt: at,
    blob,
    downloads: 0,
  };
  release.assets.set(asset.id, asset);
  release.updatedAt = at;
  world.journal.changed();
  return asset;
}

/** GitHub replaces what it doesn't like in a name by dots, and says so only in its answer. */
function storedName(name: string): string {
  return name.replace(/[^A-Za-z0-9._+@-]+/g, '.').replace(/\.{2,}/g, '.');
}

function refuseUpload(release: Release, name: string): void {
  if (release.immutable) throw new Refusal(422, 'Cannot upload assets to an immutable release.');
  refuseName(release, storedName(name));
  refuseOneMore(release);
}
