import { deleteAsset, leaveStarter, updateAsset, uploadAsset } from '../releases/assets.ts';
import type { Answer } from '../server/answer.ts';
import { notFound, validationFailed } from '../server/answer.ts';
import { assetShape } from '../shapes/release.ts';
import type { Asset, Release } from '../state/release.ts';
import type { Repository } from '../state/repository.ts';
import { textField } from './fields.ts';
import { paged } from './paged.ts';
import { releaseNamed } from './releases.ts';
import type { Asked, Route } from './route.ts';
import { inRepository } from './route.ts';

/** How long an asset's download address lives. */
const fiveMinutes = 300;

/** The files of releases. */
export const releaseAssetRoutes: readonly Route[] = [
  {
    operation: 'repos/upload-release-asset',
    method: 'POST',
    path: '/repos/{owner}/{repo}/releases/{release_id}/assets',
    prefix: '/uploads',
    takesRawBody: true,
    handle: inRepository(upload),
    breakOff: inRepository((asked, repository) => {
      leaveStarter(asked.world, releaseNamed(asked, repository), announced(asked));
      return { status: 502 };
    }),
  },
  {
    operation: 'repos/list-release-assets',
    method: 'GET',
    path: '/repos/{owner}/{repo}/releases/{release_id}/assets',
    handle: inRepository((asked, repository) => {
      const release = releaseNamed(asked, repository);
      return paged(asked, [...release.assets.values()], (asset) => assetShape(asked.world, release, asset));
    }),
  },
  {
    operation: 'repos/get-release-asset',
    method: 'GET',
    path: '/repos/{owner}/{repo}/releases/assets/{asset_id}',
    handle: inRepository((asked, repository) => {
      const { release, asset } = assetNamed(asked, repository);
      if (asked.headers.accept?.includes('application/octet-stream') === true) {
        return { status: 302, headers: { location: assetLink(asked.world, asset) } };
      }
      return { status: 200, body: assetShape(asked.world, release, asset) };
    }),
  },
  {
    operation: 'repos/update-release-asset',
    method: 'PATCH',
    path: '/repos/{owner}/{repo}/releases/assets/{asset_id}',
    handle: inRepository((asked, repository) => {
      const { release, asset } = assetNamed(asked, repository);
      const { world, body } = asked;
      updateAsset(world, release, asset, { name: textField(body, 'name'), label: textField(body, 'label') });
      return { status: 200, body: assetShape(world, release, asset) };
    }),
  },
  {
    operation: 'repos/delete-release-asset',
    method: 'DELETE',
    path: '/repos/{owner}/{repo}/releases/assets/{asset_id}',
    handle: inRepository((asked, repository) => {
      const { release, asset } = assetNamed(asked, repository);
      deleteAsset(asked.world, release, asset);
      return { status: 204 };
    }),
  },
];

/** An address that gives the file to whoever has it, for five minutes unless the scenario says otherwise; counted as a download. 404 for a file without content. */
export function assetLink(world: Asked['world'], asset: Asset): string {
  const { blob, name: fileName, contentType } = asset;
  if (blob === undefined) throw notFound();
  asset.downloads += 1;
  return `${world.url}${world.links.make(asset.id, { blob, fileName, contentType }, world.scenario.linkSeconds ?? fiveMinutes)}`;
}

async function upload(asked: Asked, repository: Repository): Promise<Answer> {
  const { world, headers, content } = asked;
  const release = releaseNamed(asked, repository);
  const length = headers['content-length'];
  const announcedSize = length === undefined ? undefined : Number(length);
  const asset = await uploadAsset(world, release, { ...announced(asked), announcedSize, content });
  return { status: 201, body: assetShape(world, release, asset) };
}

function announced({ query, headers, login }: Asked) {
  const name = query.get('name');
  if (name === null || name === '') {
    throw validationFailed({ resource: 'ReleaseAsset', code: 'missing_field', field: 'name' });
  }
  const contentType = headers['content-type'] ?? 'application/octet-stream';
  return { name, label: query.get('label'), contentType, login };
}

function assetNamed(asked: Asked, repository: Repository): { readonly release: Release; readonly asset: Asset } {
  const id = Number(asked.parameters['asset_id']);
  for (const release of repository.releases.values()) {
    const asset = release.assets.get(id);
    if (asset !== undefined) return { release, asset };
  }
  throw notFound();
}
