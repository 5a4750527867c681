import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fullName } from '../../domain/chain.ts';
import type { ShownRelease } from '../../domain/release/verification.ts';
import type { GitHub, RepositoryName } from '../../github/port.ts';
import type { Release } from '../../github/port-releases.ts';
import { UserError } from '../user-error.ts';

/**
 * Streams the files of a release into a folder, one after another. A draft will do where nothing of that tag is
 * published. Throws a UserError where there is neither.
 */
export async function downloadRelease(
  github: GitHub,
  repository: RepositoryName,
  tag: string,
  folder: string,
  signal: AbortSignal,
): Promise<ShownRelease> {
  const release = await releaseOf(github, repository, tag);
  await downloadFiles(github, repository, release.id, folder, signal);
  return { tag, draft: release.draft, commit: await github.commit(repository, `tags/${tag}`) };
}

/** Streams the files of a release, draft or not, into a folder, one after another. */
export async function downloadFiles(
  github: GitHub,
  repository: RepositoryName,
  releaseId: number,
  folder: string,
  signal: AbortSignal,
): Promise<void> {
  for (const { id, name, state } of await github.assets(repository, releaseId)) {
    // What never arrived whole is missing, and verifying will say so.
    if (state !== 'uploaded') continue;
    const content = await github.downloadAsset(repository, id, signal);
    await pipeline(Readable.fromWeb(content), createWriteStream(join(folder, harmless(name))), { signal });
  }
}

async function releaseOf(github: GitHub, repository: RepositoryName, tag: string): Promise<Release> {
  const sameTag = (await github.releases(repository)).filter((release) => release.tag === tag);
  const release = sameTag.find(({ draft }) => !draft) ?? sameTag[0];
  if (release !== undefined) return release;
  throw new UserError(`${fullName(repository)} has no release ${tag}, and there is no folder of that name.`);
}

/** GitHub never gives such a name; what else answers in its place could write anywhere by one. */
function harmless(name: string): string {
  if (/^[^/\\]+$/.test(name) && name !== '.' && name !== '..') return name;
  throw new UserError(`The release has a file of the name ${JSON.stringify(name)}, which is none: don't trust it.`);
}
