import { createReadStream } from 'node:fs';
import { ReadableStream } from 'node:stream/web';
import { GitHubError } from '../../domain/github-error.ts';
import type { PublishedFile } from '../../domain/train-state.ts';
import type { GitHub, Release, RepositoryName } from '../../github/port.ts';
import { isSame } from '../check-draft.ts';
import { refused } from '../failures.ts';
import { filesOfRelease } from './files-of-release.ts';

/** The release that a file goes into. */
export interface ReleasePlace extends RepositoryName {
  readonly train: string;
  readonly releaseId: number;
  /** Whether a person published it: then nothing in it is replaced. */
  readonly adopted: boolean;
}

/** Bytes that are read at once: sending smaller pieces takes twice as long. */
const PIECE = 256 * 1024;

/** Looks, acts, and looks again at what GitHub made of it. An asset that is not whole, or is another, makes way while this is a draft. */
export async function ensureAsset(
  github: GitHub,
  place: ReleasePlace,
  file: PublishedFile,
  signal: AbortSignal,
  locate: () => Promise<string>,
): Promise<void> {
  const present = (await filesOfRelease(github, place)).find(({ name }) => name === file.name);
  if (present !== undefined && isSame(present, file)) return;
  const release = await openRelease(github, place, file);
  if (present !== undefined) {
    if (place.adopted && present.state === 'uploaded') throw refused(foreignFile(file, release));
    await github.deleteAsset(place, present.id);
  }
  const path = await locate();
  const open = () => ReadableStream.from(createReadStream(path, { highWaterMark: PIECE }));
  const uploaded = await github
    .uploadAsset(release, { name: file.name, size: file.size, open }, signal)
    .catch(rethrowTaken);
  if (!isSame(uploaded, file)) {
    throw new Error(
      `GitHub keeps ${uploaded.name} as ${uploaded.state}, ${uploaded.size} bytes, ${uploaded.digest ?? 'no digest'}`,
    );
  }
}

async function openRelease(github: GitHub, place: ReleasePlace, { name }: PublishedFile): Promise<Release> {
  const release = await github.release(place, place.releaseId);
  if (release !== null && !release.immutable && release.draft !== place.adopted) return release;
  const state = release === null ? 'gone' : release.immutable ? 'immutable' : release.draft ? 'a draft' : 'published';
  throw refused(`${name} can't be uploaded: the release ${release?.url ?? place.releaseId} is ${state} by now.`);
}

function foreignFile({ name }: PublishedFile, { url }: Release): string {
  return `${url} has a file ${name} already that is not what was built. Remove it there, and start the release again.`;
}

/** The name was free when we looked: an earlier try has only now arrived, or lists lag. The next look tells which, so it is no refusal. */
function rethrowTaken(error: unknown): never {
  if (error instanceof GitHubError && error.kind === 'conflict') throw new Error(error.message, { cause: error });
  throw error;
}
