import { deleteAsset, uploadAsset } from '../releases/assets.ts';
import type { Answer } from '../server/answer.ts';
import { notFound, validationFailed } from '../server/answer.ts';
import { assetShape } from '../shapes/release.ts';
import type { Asset, Release } from '../state/release.ts';
import type { Repository } from '../state/repository.ts';
import { paged } from './paged.ts';
import { releaseNamed } from './releases.ts';
import type { Asked, Route } from './route.ts';
import { inRepository } from './route.ts';

const linkSeconds = 300;

/** The files of releases. */
export const releaseAssetRoutes: readonly Route[] = [
  {
    operation: 'repos/upload-release-asset',
    method: 'POST',
    path: '/repos/{owner}/{repo}/releases/{release_id}/assets',
    prefix: '/uploads',
    takesRawBody: true,
    handle: inRepository(upload),
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

/** An address that gives the file to whoever has it, for five minutes; counted as a download. */
export function assetLink(world: Asked['world'], asset: Asset): string {
  asset.downloads += 1;
  const { blob, name: fileName, contentType } = asset;
  return `${world.url}${world.links.make(asset.id, { blob, fileName, contentType }, linkSeconds)}`;
}

async function upload(asked: Asked, repository: Repository): Promise<Answer> {
  const { world, query, headers, content, login } = asked;
  const release = releaseNamed(asked, repository);
  const name = query.get('name');
  if (name === null || name === '') {
    throw validationFailed({ resource: 'ReleaseAsset', code: 'missing_field', field: 'name' });
  }
  const contentType = headers['content-type'] ?? 'application/octet-stream';
  const asset = await uploadAsset(world, release, { name, label: query.get('label'), contentType, login, content });
  return { status: 201, body: assetShape(world, release, asset) };
}

function assetNamed(asked: Asked, repository: Repository): { readonly release: Release; readonly asset: Asset } {
  const id = Number(asked.parameters['asset_id']);
  for (const release of repository.releases.values()) {
    const asset = release.assets.get(id);
    if (asset !== undefined) return { release, asset };
  }
  throw notFound();
}
