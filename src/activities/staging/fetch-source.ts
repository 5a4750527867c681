import { basename } from 'node:path/posix';
import { heartbeat } from '@temporalio/activity';
import { openArchiveOrFile } from '../../artifacts/archive-or-file.ts';
import { type Archive, openArchive } from '../../artifacts/archive.ts';
import type { StagedFile, StagedFiles } from '../../artifacts/staging.ts';
import type { ReleaseFile, StoredSource } from '../../domain/release/release-file.ts';
import type { GitHub } from '../../github/port.ts';

/** What was fetched: its digest as a whole, and the files in it. */
export interface Fetched {
  /** `sha256:<hex>` of what GitHub stores. */
  readonly digest: string;
  /** Bytes that it has. */
  readonly size: number;
  readonly files: readonly Omit<ReleaseFile, 'from'>[];
}

/** What GitHub says of something that it stores. */
interface Announced {
  readonly name: string;
  readonly digest: string | null;
  /** Bytes; `null` where it doesn't tell how many will come. */
  readonly size: number | null;
}

/** Name, digest and size of what GitHub stores. */
export function announced(from: StoredSource): Announced {
  if (from.type === 'asset') return from.asset;
  const { name, digest, size } = from.artifact;
  // Old servers, which tell no digest either, tell the size of the files and make the archive as it is fetched.
  return { name, digest, size: digest === null ? null : size };
}

/** Fetches an artifact or a release's file and stages all that is in it. Throws `DigestMismatch` only where it must agree. */
export async function fetchSource(
  github: GitHub,
  staged: StagedFiles,
  from: StoredSource,
  mustAgree: boolean,
  signal: AbortSignal,
): Promise<Fetched> {
  const { digest, size } = announced(from);
  const expected = mustAgree
    ? { expectedDigest: digest, expectedSize: size }
    : { expectedDigest: null, expectedSize: null };
  switch (from.type) {
    case 'asset': {
      const content = await github.downloadAsset(from, from.asset.id, signal);
      return asFile(from.asset.name, await staged.stage(content, expected));
    }
    case 'artifact': {
      const { content, zipped } = await github.downloadArtifact(from, from.artifact.id, signal);
      const { name } = from.artifact;
      if (from.asIs || zipped === false) return asFile(name, await staged.stage(content, expected));
      await using download = await staged.receive(content, expected);
      using archive = await (zipped === true ? openArchive : openArchiveOrFile)(download.path, name);
      return { digest: `sha256:${download.sha256}`, size: download.size, files: await unpack(staged, archive) };
    }
  }
}

function asFile(name: string, file: StagedFile): Fetched {
  const { sha256, size } = file;
  return { digest: `sha256:${sha256}`, size, files: [{ ...described(name, file), executable: false }] };
}

async function unpack(staged: StagedFiles, archive: Archive): Promise<Fetched['files']> {
  const files: Fetched['files'][number][] = [];
  for (const { name, executable, read } of archive.files) {
    files.push({ ...described(basename(name), await staged.stage(read(), { expectedDigest: null })), executable });
    heartbeat();
  }
  return files;
}

function described(name: string, { size, sha256 }: StagedFile) {
  return { name, size, sha256 };
}
