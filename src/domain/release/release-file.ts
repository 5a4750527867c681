import type { ArtifactReport } from '../actions-run.ts';

/** A file on its way into a release: what it is, and how any worker can get it again. */
export interface ReleaseFile {
  /** As the release shows it. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Hexadecimal. */
  readonly sha256: string;
  readonly executable: boolean;
  readonly from: FileSource;
}

/** Where a file comes from. Fetching it again, or packing it again, gives the same bytes. */
export type FileSource = StoredSource | PackedSource;

/** Something that GitHub keeps. */
export type StoredSource = ArtifactSource | AssetSource;

/** A file in an artifact of an actions run. */
export interface ArtifactSource {
  readonly type: 'artifact';
  /** The repository that yielded it. */
  readonly alias: string;
  /** Where the actions run is. */
  readonly owner: string;
  readonly name: string;
  readonly artifact: ArtifactReport;
  /** Whether it is one file, uploaded without archiving, also where it looks like an archive. */
  readonly asIs: boolean;
  /** The values of the chain's parameters that the artifact was expected for, such as its platform. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** A file of a release on GitHub. */
export interface AssetSource {
  readonly type: 'asset';
  readonly alias: string;
  readonly owner: string;
  readonly name: string;
  readonly tag: string;
  readonly asset: AssetReport;
  readonly parameters: Readonly<Record<string, string>>;
}

export interface AssetReport {
  readonly id: number;
  readonly name: string;
  readonly size: number;
  /** `sha256:<hex>`; `null` from old servers. */
  readonly digest: string | null;
}

/** An archive that Cascade made of other files. */
export interface PackedSource {
  readonly type: 'packed';
  readonly format: 'tar.gz' | 'zip';
  /** Sorted by path. */
  readonly entries: readonly PackedEntry[];
  /** Where the packed files come from, each once. */
  readonly sources: readonly StoredSource[];
}

export interface PackedEntry {
  /** Inside the archive: relative, with forward slashes. */
  readonly path: string;
  readonly sha256: string;
  readonly executable: boolean;
  /** Its place in `sources`. */
  readonly source: number;
}
