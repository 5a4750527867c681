import type { ActionsRunRef } from '../actions-run.ts';
import type { TrainKind } from '../trigger.ts';
import type { CheckDone, Publication, PublishedImage, PublishedMember } from './publication.ts';
import type { FileSource, PackedEntry, ReleaseFile, StoredSource } from './release-file.ts';

/** The version of the manifest's shape; it rises when a reader of the one before would misread it. */
export const MANIFEST_VERSION = 1;

/** `manifest.json`: which repository was built at which commit by which actions run, and where every file comes from. */
export interface Manifest {
  readonly schemaVersion: typeof MANIFEST_VERSION;
  readonly chain: string;
  readonly train: string;
  readonly kind: TrainKind;
  readonly version: string;
  /** Where it was published: `owner/name`, tag and the tag's commit. */
  readonly release: { readonly repository: string; readonly tag: string; readonly commit: string };
  /** When the train started: ISO 8601, in UTC. */
  readonly startedAt: string;
  readonly startedBy: string;
  /** The values that the train chose, by parameter. */
  readonly parameters: Readonly<Record<string, readonly string[]>>;
  readonly repositories: readonly ManifestRepository[];
  readonly files: readonly ManifestFile[];
  readonly images: readonly PublishedImage[];
  readonly warnings: readonly string[];
}

export interface ManifestRepository extends Omit<PublishedMember, 'run'> {
  readonly run: ManifestRun | null;
}

export interface ManifestRun {
  /** `owner/name` of where it ran. */
  readonly repository: string;
  readonly id: number;
  readonly attempt: number;
  readonly url: string;
}

export interface ManifestFile {
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
  readonly executable: boolean;
  readonly source: ManifestSource;
  readonly checks: readonly Omit<CheckDone, 'file'>[];
}

export type ManifestSource = ManifestStoredSource | ManifestPackedSource;

/** An artifact of an actions run, or a file of another release; `alias` names the repository that yielded it. */
export type ManifestStoredSource = {
  readonly alias: string;
  /** `owner/name` of where it is kept. */
  readonly repository: string;
  readonly id: number;
  readonly name: string;
  /** As GitHub gives it: of an artifact, that of its zip. */
  readonly digest: string | null;
  readonly parameters: Readonly<Record<string, string>>;
} & (
  { readonly type: 'artifact'; readonly run: ManifestRun | null } | { readonly type: 'asset'; readonly tag: string }
);

/** An archive, and what is in it; an entry's `source` is its place in `sources`. */
export interface ManifestPackedSource {
  readonly type: 'packed';
  readonly format: 'tar.gz' | 'zip';
  readonly entries: readonly PackedEntry[];
  readonly sources: readonly ManifestStoredSource[];
}

/** The manifest of a release. */
export function manifestOf(publication: Publication): Manifest {
  const { chain, train, kind, version, repository, tag, commit, startedAt, startedBy, parameters, warnings } =
    publication;
  return {
    schemaVersion: MANIFEST_VERSION,
    chain,
    train,
    kind,
    version,
    release: { repository, tag, commit },
    startedAt: new Date(startedAt).toISOString(),
    startedBy,
    parameters,
    repositories: publication.members.map(repositoryOf),
    files: publication.files.map((file) => fileOf(publication, file)),
    images: publication.images.map(({ alias, reference, digest }) => ({ alias, reference, digest })),
    warnings,
  };
}

function repositoryOf({
  alias,
  repository,
  needs,
  ref,
  commit,
  tag,
  work,
  run,
  workflow,
}: PublishedMember): ManifestRepository {
  return { alias, repository, needs, ref, commit, tag, work, workflow, run: run && runOf(run) };
}

function runOf({ owner, name, id, attempt, url }: ActionsRunRef): ManifestRun {
  return { repository: `${owner}/${name}`, id, attempt, url };
}

function fileOf(publication: Publication, { name, size, sha256, executable, from }: ReleaseFile): ManifestFile {
  const checks = publication.checks.filter(({ file }) => file === name);
  return {
    name,
    size,
    sha256,
    executable,
    source: sourceOf(publication, from),
    checks: checks.map(({ check, with: other }) => ({ check, with: other })),
  };
}

function sourceOf(publication: Publication, from: FileSource): ManifestSource {
  if (from.type !== 'packed') return storedSourceOf(publication, from);
  const entries = from.entries.map(({ path, sha256, executable, source }) => ({ path, sha256, executable, source }));
  const sources = from.sources.map((source) => storedSourceOf(publication, source));
  return { type: 'packed', format: from.format, entries, sources };
}

function storedSourceOf({ members }: Publication, from: StoredSource): ManifestStoredSource {
  const { alias, parameters } = from;
  const repository = `${from.owner}/${from.name}`;
  if (from.type === 'asset') {
    const { id, name, digest } = from.asset;
    return { type: 'asset', alias, repository, tag: from.tag, id, name, digest, parameters };
  }
  const { id, name, digest } = from.artifact;
  const run = members.find((member) => member.alias === alias)?.run ?? null;
  return { type: 'artifact', alias, repository, id, name, digest, parameters, run: run && runOf(run) };
}
