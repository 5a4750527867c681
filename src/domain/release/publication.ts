import type { ActionsRunRef } from '../actions-run.ts';
import type { TrainKind } from '../trigger.ts';
import type { ReleaseFile } from './release-file.ts';

/** All that the documents of a release tell: the same for the same builds, whenever and wherever they are written. */
export interface Publication {
  readonly chain: string;
  readonly train: string;
  readonly kind: TrainKind;
  readonly version: string;
  /** The release: `owner/name`, tag and the commit of the tag. */
  readonly repository: string;
  readonly tag: string;
  readonly commit: string;
  /** When the train started, milliseconds since the epoch. */
  readonly startedAt: number;
  /** Who or what started it, in words. */
  readonly startedBy: string;
  /** The values that the train chose, by parameter. */
  readonly parameters: Readonly<Record<string, readonly string[]>>;
  readonly members: readonly PublishedMember[];
  /** Everything in the release but the documents themselves. */
  readonly files: readonly ReleaseFile[];
  readonly images: readonly PublishedImage[];
  readonly checks: readonly CheckDone[];
  /** What was found wrong and did not stop the release, in words. */
  readonly warnings: readonly string[];
}

/** A repository of the chain in a release. */
export interface PublishedMember {
  readonly alias: string;
  /** `owner/name`. */
  readonly repository: string;
  /** Aliases. */
  readonly needs: readonly string[];
  /** The branch or tag at which it was pinned. */
  readonly ref: string;
  readonly commit: string;
  /** Its own tag of this release; `null` where it gets none. */
  readonly tag: string | null;
  readonly work: 'build' | 'verify' | 'nothing';
  readonly run: ActionsRunRef | null;
  /** File name of the actions workflow that ran; `null` where nothing was built. */
  readonly workflow: string | null;
}

/** A container image of a release, in the registry that its build pushed it to. */
export interface PublishedImage {
  /** The repository that yielded it. */
  readonly alias: string;
  /** `name:tag`. */
  readonly reference: string;
  /** `sha256:<hex>`. */
  readonly digest: string;
}

/** One comparison that was made of a file's content, and came out right. */
export interface CheckDone {
  /** Name of the file. */
  readonly file: string;
  /** `digest`: with GitHub's own. `checksum`: with a checksum file of its build. `rebuilt`: with the second build's. */
  readonly check: 'digest' | 'checksum' | 'rebuilt';
  /** What it was compared with: the name of the artifact, or of the checksum file. */
  readonly with: string;
}
