import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import type { StagedFiles } from '../artifacts/staging.ts';
import { formatSha256Sums } from '../domain/checksums.ts';
import { GitHubError } from '../domain/github-error.ts';
import { type CollectedFile, SHA256SUMS } from '../domain/publish-order.ts';
import type { PublishedFile } from '../domain/train-state.ts';
import type { GitHub, RepositoryName } from '../github/port.ts';
import { beating } from './beating.ts';
import { isSame } from './check-draft.ts';
import { fetchArtifact } from './collect-artifact.ts';
import type { Dependencies } from './dependencies.ts';
import { refused, withGitHubFailures } from './failures.ts';

interface Place extends RepositoryName {
  readonly train: string;
  readonly releaseId: number;
}

/** Brings one collected file into the release, unless it is there already. */
export function uploadFile({ github, staging }: Pick<Dependencies, 'github' | 'staging'>) {
  return async function uploadFile(input: Place & { readonly file: CollectedFile }): Promise<void> {
    await withGitHubFailures(() =>
      beating(async (signal) => {
        const staged = staging.of(input.train);
        await ensureAsset(github, input, input.file, signal, async () => {
          if (!(await staged.has(input.file.sha256))) await fetchArtifact(github, staged, input.file.from, signal);
          return staged.path(input.file.sha256);
        });
      }),
    );
  };
}

/** Makes the list of checksums and brings it into the release. */
export function uploadChecksums({ github, staging }: Pick<Dependencies, 'github' | 'staging'>) {
  return async function uploadChecksums(
    input: Place & { readonly files: readonly Pick<PublishedFile, 'name' | 'sha256'>[] },
  ): Promise<PublishedFile> {
    return withGitHubFailures(() =>
      beating(async (signal) => {
        const staged = await stageText(staging.of(input.train), formatSha256Sums(input.files));
        const file = { name: SHA256SUMS, size: staged.size, sha256: staged.sha256 };
        await ensureAsset(github, input, file, signal, () => Promise.resolve(staged.path));
        return file;
      }),
    );
  };
}

/** Looks, acts, and looks again at what GitHub made of it. An asset that is not whole, or is another, makes way while this is a draft. */
async function ensureAsset(
  github: GitHub,
  place: Place,
  file: PublishedFile,
  signal: AbortSignal,
  locate: () => Promise<string>,
): Promise<void> {
  const present = (await github.assets(place, place.releaseId)).find(({ name }) => name === file.name);
  if (present !== undefined && isSame(present, file)) return;
  const release = await github.release(place, place.releaseId);
  if (release?.draft !== true) {
    throw refused(
      `${file.name} can't be uploaded: the release ${release?.url ?? place.releaseId} is no draft any more.`,
    );
  }
  if (present !== undefined) await github.deleteAsset(place, present.id);
  const path = await locate();
  const open = () => Readable.toWeb(createReadStream(path));
  const uploaded = await github
    .uploadAsset(release, { name: file.name, size: file.size, open }, signal)
    .catch(rethrowTaken);
  if (!isSame(uploaded, file)) {
    throw new Error(
      `GitHub keeps ${uploaded.name} as ${uploaded.state}, ${uploaded.size} bytes, ${uploaded.digest ?? 'no digest'}`,
    );
  }
}

/** The name was free when we looked: an earlier try has only now arrived, or lists lag. The next look tells which, so it is no refusal. */
function rethrowTaken(error: unknown): never {
  if (error instanceof GitHubError && error.kind === 'conflict') throw new Error(error.message, { cause: error });
  throw error;
}

async function stageText(staged: StagedFiles, text: string) {
  return staged.stage(Readable.from([Buffer.from(text)]), { expectedDigest: null });
}
