import type { Readable } from 'node:stream';

import { now } from '../clock.ts';
import { Refusal, validationFailed } from '../server/answer.ts';
import type { Asset, Release } from '../state/release.ts';
import type { World } from '../world.ts';

/** A file on its way to a release. */
interface Upload {
  readonly name: string;
  readonly label: string | null;
  readonly contentType: string;
  readonly login: string;
  readonly content: Readable;
}

/** GitHub's limit of files in a release. */
const mostAssets = 1000;

/** Takes an upload to its end and adds it to the release; refuses a name that is taken, before and after the transfer. */
export async function uploadAsset(world: World, release: Release, upload: Upload): Promise<Asset> {
  const name = storedName(upload.name);
  refuse(release, name);
  const blob = await world.blobs.store(upload.content);
  refuse(release, name);
  const asset: Asset = {
    id: world.ids.next(),
    name,
    label: upload.label,
    contentType: upload.contentType,
    uploader: upload.login,
    createdAt: now(),
    blob,
    downloads: 0,
  };
  release.assets.set(asset.id, asset);
  release.updatedAt = asset.createdAt;
  world.journal.changed();
  return asset;
}

/** Takes a file out of a release. */
export function deleteAsset(world: World, release: Release, asset: Asset): void {
  if (release.immutable) throw new Refusal(422, 'Cannot delete asset from an immutable release');
  release.assets.delete(asset.id);
  world.journal.changed();
}

/** GitHub replaces what it doesn't like in a name by dots, and says so only in its answer. */
function storedName(name: string): string {
  return name.replace(/[^A-Za-z0-9._+@-]+/g, '.').replace(/\.{2,}/g, '.');
}

function refuse(release: Release, name: string): void {
  if (release.immutable) throw new Refusal(422, 'Cannot upload assets to an immutable release.');
  if ([...release.assets.values()].some((asset) => asset.name === name)) {
    throw validationFailed({ resource: 'ReleaseAsset', code: 'already_exists', field: 'name' });
  }
  if (release.assets.size >= mostAssets) {
    const message = `file_count limited to ${mostAssets} assets`;
    throw validationFailed({ resource: 'ReleaseAsset', code: 'custom', field: 'file_count', message });
  }
}
