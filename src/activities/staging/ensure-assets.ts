import { createReadStream } from 'node:fs';
import { ReadableStream } from 'node:stream/web';
import { GitHubError } from '../../domain/github-error.ts';
import type { PublishedFile } from '../../domain/train-state.ts';
import type { GitHub, RepositoryName } from '../../github/port.ts';
import type { Release, ReleaseAsset } from '../../github/port-releases.ts';
import { isSame } from '../check-draft.ts';
import { refused } from '../failures.ts';
import { filesOfRelease, removed } from './files-of-release.ts';

/** The release that files go into. */
export interface ReleasePlace extends RepositoryName {
  readonly train: string;
  readonly releaseId: number;
  /** Whether a person published it: then nothing in it is replaced. */
  readonly adopted: boolean;
}

/** Bytes that are read at once: sending smaller pieces takes twice as long. */
const PIECE = 256 * 1024;

/**
 * Looks which of the files the release lacks, sends those one after another, and compares what GitHub made of each.
 * Assets that are not whole, or are others, make way while this is a draft. Whatever goes wrong is thrown: the next try
 * looks anew, and goes on behind what has arrived.
 * @param locate where a file is on this machine; only asked for what is sent
 */
export async function ensureAssets<File extends PublishedFile>(
  github: GitHub,
  place: ReleasePlace,
  files: readonly File[],
  signal: AbortSignal,
  locate: (file: File) => Promise<string>,
): Promise<void> {
  const present = await filesOfRelease(github, place);
  const missing = files.filter((file) => !present.some((asset) => asset.name === file.name && isSame(asset, file)));
  const [first] = missing;
  if (first === undefined) return;
  const release = await openRelease(github, place, first);
  const inTheWay = present.filter(({ name }) => missing.some((file) => file.name === name));
  const theirs = place.adopted ? inTheWay.find(({ state }) => state === 'uploaded') : undefined;
  if (theirs !== undefined) throw refused(foreignFile(theirs, release));
  // All of them now, as long as it is known that this is a draft.
  for (const { id } of inTheWay) await github.deleteAsset(place, id);
  for (const file of missing) {
    const path = await locate(file);
    await send(github, release, file, path, signal).catch((error: unknown) => {
      throw isGone(error) ? removed(place) : error;
    });
  }
}

async function openRelease(github: GitHub, place: ReleasePlace, { name }: PublishedFile): Promise<Release> {
  const release = await github.release(place, place.releaseId);
  if (release !== null && !release.immutable && release.draft !== place.adopted) return release;
  if (release === null) throw removed(place);
  throw refused(`${name} can't be uploaded: the release ${release.url} is ${closed(release)}`);
}

function closed({ immutable, draft }: Release): string {
  if (immutable) return 'immutable by now. Release another version.';
  if (draft) return 'a draft by now. Publish it again, and start the release again.';
  return 'published by now. Delete it there or release another version, and start the release again.';
}

function foreignFile({ name }: ReleaseAsset, { url }: Release): string {
  return `${url} has a file ${name} already that is not what was built. Remove it there, and start the release again.`;
}

async function send(github: GitHub, release: Release, file: PublishedFile, path: string, signal: AbortSignal) {
  const open = () => ReadableStream.from(createReadStream(path, { highWaterMark: PIECE }));
  const uploaded = await github
    .uploadAsset(release, { name: file.name, size: file.size, open }, signal)
    .catch(rethrowTaken);
  if (!isSame(uploaded, file)) {
    throw new Error(
      `GitHub keeps ${uploaded.name} as ${uploaded.state}, ${uploaded.size} bytes, ${uploaded.digest ?? 'no digest'}, but it is ` +
        `${file.size} bytes, sha256:${file.sha256}: something between here and GitHub changes what is sent. ` +
        'Look at the proxies of this worker, and start the release again.',
    );
  }
}

/** GitHub refuses a file where the release was removed while others were sent. */
function isGone(error: unknown): boolean {
  return error instanceof GitHubError && error.kind === 'not-found';
}

/** The name was free when we looked: an earlier try has only now arrived, or lists lag. The next look tells which, so it is no refusal. */
function rethrowTaken(error: unknown): never {
  if (error instanceof GitHubError && error.kind === 'conflict') throw new Error(error.message, { cause: error });
  throw error;
}
