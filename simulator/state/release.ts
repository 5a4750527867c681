import { createHash } from 'node:crypto';

import type { StoredBlob } from '../blobs.ts';
import type { Repository } from './repository.ts';

/** A release, draft or published. */
export interface Release {
  readonly id: number;
  readonly repository: Repository;
  readonly author: string;
  readonly createdAt: number;
  readonly assets: Map<number, Asset>;
  tag: string;
  target: string;
  name: string | null;
  body: string | null;
  draft: boolean;
  prerelease: boolean;
  immutable: boolean;
  publishedAt: number | undefined;
  updatedAt: number;
}

/** A file of a release. */
export interface Asset {
  readonly id: number;
  readonly contentType: string;
  readonly uploader: string;
  readonly createdAt: number;
  /** Undefined in state `starter`: an upload that broke off on GitHub's side left nothing but the name. */
  readonly blob: StoredBlob | undefined;
  name: string;
  label: string | null;
  updatedAt: number;
  downloads: number;
}

/** What is told of a file's content: size in bytes, digest as `sha256:<hex>`. */
export function contentOf({ blob }: Asset): { state: string; size: number; digest: string | null } {
  if (blob === undefined) return { state: 'starter', size: 0, digest: null };
  return { state: 'uploaded', size: blob.size, digest: `sha256:${blob.sha256}` };
}

/** What stands for the release in addresses: its tag, or for a draft, which has none yet, a name that can't be guessed. */
export function slugOf(release: Release): string {
  if (!release.draft) return release.tag;
  return `untagged-${createHash('sha1').update(String(release.id)).digest('hex').slice(0, 20)}`;
}

/** The published release of a tag: drafts don't show by tag, even to those who may see them. */
export function publishedByTag(repository: Repository, tag: string): Release | undefined {
  return [...repository.releases.values()].find((release) => !release.draft && release.tag === tag);
}
