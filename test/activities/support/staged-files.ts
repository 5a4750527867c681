import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { StagedFiles } from '../../../src/artifacts/staging.ts';
import type { ReleaseFile } from '../../../src/domain/release/release-file.ts';
import { releaseFile } from '../../support/publications.ts';

/** A file that is staged with that content, as if it had been collected. */
export async function stagedFile(staged: StagedFiles, name: string, content: string): Promise<ReleaseFile> {
  const { size, sha256 } = await staged.stage(Readable.from([Buffer.from(content)]), { expectedDigest: null });
  return releaseFile(name, { size, sha256 });
}

/** How the release must list a file of that content. */
export function asWhole(name: string, content: string) {
  const digest = `sha256:${createHash('sha256').update(content).digest('hex')}`;
  return { name, size: content.length, digest, state: 'uploaded' };
}
