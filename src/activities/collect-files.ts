import { basename } from 'node:path/posix';
import { heartbeat } from '@temporalio/activity';
import { openArchive } from '../artifacts/archive.ts';
import type { StagedFiles } from '../artifacts/staging.ts';
import type { ArtifactRef, CollectedFile } from '../domain/publish-order.ts';
import type { GitHub } from '../github/port.ts';
import { beating } from './beating.ts';
import type { Dependencies } from './dependencies.ts';
import { withGitHubFailures } from './failures.ts';

export interface CollectInput {
  readonly train: string;
  readonly from: ArtifactRef;
}

/** Fetches an artifact, checks it against its digest, and stages each file in it. Says what is in it. */
export function collectArtifact({ github, staging }: Pick<Dependencies, 'github' | 'staging'>) {
  return async function collectArtifact({ train, from }: CollectInput): Promise<readonly CollectedFile[]> {
    return withGitHubFailures(() => beating((signal) => fetchArtifact(github, staging.of(train), from, signal)));
  };
}

/** Also for a worker that shares no disk with the one which collected: it fetches what its own folder lacks. */
export async function fetchArtifact(
  github: GitHub,
  staged: StagedFiles,
  from: ArtifactRef,
  signal: AbortSignal,
): Promise<readonly CollectedFile[]> {
  const { id, digest, name } = from.artifact;
  const body = await github.downloadArtifact(from, id, signal);
  const download = await staged.stage(body, { expectedDigest: digest });
  using archive = await openArchive(download.path, name);
  const files: CollectedFile[] = [];
  for (const file of archive.files) {
    const { size, sha256 } = await staged.stage(file.read(), { expectedDigest: null });
    files.push({ name: basename(file.name), size, sha256, from });
    heartbeat();
  }
  return files;
}
