import { basename } from 'node:path/posix';
import { heartbeat } from '@temporalio/activity';
import { openArchive } from '../../artifacts/archive.ts';
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
      const file = await staged.stage(await github.downloadAsset(from, from.asset.id, signal), { expectedDigest });
      return { digest: `sha256:${file.sha256}`, files: [{ ...described(from.asset.name, file), executable: false }] };
    }
    case 'artifact': {
      const stream = await github.downloadArtifact(from, from.artifact.id, signal);
      await using download = await staged.receive(stream, { expectedDigest });
      const files = await unpack(staged, download.path, from.artifact.name);
      return { digest: `sha256:${download.sha256}`, files };
    }
  }
}

async function unpack(staged: StagedFiles, path: string, artifact: string): Promise<Fetched['files']> {
  using archive = await openArchive(path, artifact);
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
