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
  readonly files: readonly Omit<ReleaseFile, 'from'>[];
}

/** Name and digest of what GitHub stores. */
export function announcedDigest(from: StoredSource): { readonly name: string; readonly digest: string | null } {
  return from.type === 'artifact' ? from.artifact : from.asset;
}

/** Fetches an artifact or a release's file and stages all that is in it. Throws `DigestMismatch` only where it must agree. */
export async function fetchSource(
  github: GitHub,
  staged: StagedFiles,
  from: StoredSource,
  mustAgree: boolean,
  signal: AbortSignal,
): Promise<Fetched> {
  const expectedDigest = mustAgree ? announcedDigest(from).digest : null;
  switch (from.type) {
    case 'asset': {
      const content = await github.downloadAsset(from, from.asset.id, signal);
      return asFile(from.asset.name, await staged.stage(content, { expectedDigest }));
    }
    case 'artifact': {
      const { content, zipped } = await github.downloadArtifact(from, from.artifact.id, signal);
      const { name } = from.artifact;
      if (from.asIs || zipped === false) return asFile(name, await staged.stage(content, { expectedDigest }));
      await using download = await staged.receive(content, { expectedDigest });
      using archive = await (zipped === true ? openArchive : openArchiveOrFile)(download.path, name);
      return { digest: `sha256:${download.sha256}`, files: await unpack(staged, archive) };
    }
  }
}

function asFile(name: string, file: StagedFile): Fetched {
  return { digest: `sha256:${file.sha256}`, files: [{ ...described(name, file), executable: false }] };
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
