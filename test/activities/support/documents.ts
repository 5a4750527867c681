import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Publication } from '../../../src/domain/release/publication.ts';
import type { ReleaseFile } from '../../../src/domain/release/release-file.ts';
import { type PublishOrder, publicationOf } from '../../../src/domain/release/publish-order.ts';
import { releaseFile } from '../../support/publications.ts';
import { assetsOf } from './releases.ts';
import { type Stage, temporaryFolder } from './stage.ts';

/** A file of that content, as it was collected. */
export function fileWith(name: string, content: string): ReleaseFile {
  const sha256 = createHash('sha256').update(content).digest('hex');
  return releaseFile(name, { size: content.length, sha256 });
}

/** What the documents of a release with these files tell. */
export function publicationWith(order: PublishOrder, files: readonly ReleaseFile[]): Publication {
  return publicationOf(order, { files, images: [], checks: [], warnings: [] });
}

/** Downloads a published release as a consumer does, into a folder that is removed with the test. */
export async function downloaded(stage: Stage): Promise<string> {
  const folder = await temporaryFolder();
  for (const { name, url } of assetsOf(stage)) {
    await writeFile(join(folder, name), Buffer.from(await (await fetch(url)).arrayBuffer()));
  }
  return folder;
}

/** What `sha256sum` says of the folder; rejects where a file is not as it is listed. */
export async function sha256sum(folder: string): Promise<string> {
  const { stdout } = await promisify(execFile)('sha256sum', ['--check', '--strict', 'SHA256SUMS'], { cwd: folder });
  return stdout;
}
