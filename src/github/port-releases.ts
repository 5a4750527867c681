/** A release, drafts included. */
export interface Release {
  readonly id: number;
  readonly url: string;
  readonly uploadUrl: string;
  readonly tag: string;
  readonly draft: boolean;
  readonly prerelease: boolean;
  /** Whether nothing about it can be changed any more. */
  readonly immutable: boolean;
  readonly title: string;
  readonly notes: string;
  /** Milliseconds since the epoch; of a draft, when it was made. */
  readonly at: number;
}

/** What a draft is made of. */
export interface DraftContent {
  readonly tag: string;
  /** Commit at which publishing makes the tag. */
  readonly commit: string;
  readonly title: string;
  readonly notes: string;
  readonly prerelease: boolean;
}

/** What a release says once it is published. */
export interface PublishContent extends DraftContent {
  /** Whether it becomes the repository's latest release. */
  readonly latest: boolean;
}

/** A file of a release, whole or not. */
export interface ReleaseAsset {
  readonly id: number;
  readonly name: string;
  readonly size: number;
  /** `uploaded` once it is whole. */
  readonly state: string;
  /** `sha256:<hex>`; `null` from old servers. */
  readonly digest: string | null;
  /** Login of the account that uploaded it; `null` where that account is gone. */
  readonly uploader: string | null;
}

/** A file to upload. */
export interface AssetContent {
  readonly name: string;
  readonly size: number;
  /** Opened anew for every try. */
  readonly open: () => ReadableStream<Uint8Array>;
}
