import { timestamp } from '../clock.ts';
import { nodeId } from '../state/ids.ts';
import type { Asset, Release } from '../state/release.ts';
import { contentOf, slugOf } from '../state/release.ts';
import type { World } from '../world.ts';
import { userShape } from './user.ts';

/** A release as GitHub shows it. */
export function releaseShape(world: World, release: Release): object {
  const { fullName } = release.repository;
  const url = `${world.url}/repos/${fullName}/releases/${release.id}`;
  const tag = encodeURIComponent(release.tag);
  return {
    url,
    assets_url: `${url}/assets`,
    upload_url: `${world.url}/uploads/repos/${fullName}/releases/${release.id}/assets{?name,label}`,
    html_url: releasePage(world, release),
    id: release.id,
    author: userShape(world, release.author),
    node_id: nodeId('Release', release.id),
    tag_name: release.tag,
    target_commitish: release.target,
    name: release.name,
    draft: release.draft,
    immutable: release.immutable,
    prerelease: release.prerelease,
    created_at: timestamp(release.createdAt),
    updated_at: timestamp(release.updatedAt),
    published_at: release.publishedAt === undefined ? null : timestamp(release.publishedAt),
    assets: [...release.assets.values()].map((asset) => assetShape(world, release, asset)),
    tarball_url: release.draft ? null : `${world.url}/repos/${fullName}/tarball/${tag}`,
    zipball_url: release.draft ? null : `${world.url}/repos/${fullName}/zipball/${tag}`,
    body: release.body,
  };
}

/** A file of a release as GitHub shows it (release-asset). */
export function assetShape(world: World, release: Release, asset: Asset): object {
  return {
    url: `${world.url}/repos/${release.repository.fullName}/releases/assets/${asset.id}`,
    id: asset.id,
    node_id: nodeId('ReleaseAsset', asset.id),
    name: asset.name,
    label: asset.label,
    uploader: userShape(world, asset.uploader),
    content_type: asset.contentType,
    ...contentOf(asset),
    download_count: asset.downloads,
    created_at: timestamp(asset.createdAt),
    updated_at: timestamp(asset.updatedAt),
    browser_download_url: assetPage(world, release, asset),
  };
}

/** Where a person looks at the release. */
export function releasePage(world: World, release: Release): string {
  return `${world.url}/${release.repository.fullName}/releases/tag/${encodeURIComponent(slugOf(release))}`;
}

/** Where a person downloads a file of the release. */
export function assetPage(world: World, release: Release, asset: Asset): string {
  const slug = encodeURIComponent(slugOf(release));
  return `${world.url}/${release.repository.fullName}/releases/download/${slug}/${encodeURIComponent(asset.name)}`;
}
