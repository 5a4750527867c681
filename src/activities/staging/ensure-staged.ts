import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pack } from '../../artifacts/pack.ts';
import type { StagedFiles } from '../../artifacts/staging.ts';
import type { PackedSource, ReleaseFile, StoredSource } from '../../domain/release/release-file.ts';
import type { Dependencies } from '../dependencies.ts';
import { refused } from '../failures.ts';
import { announced, fetchSource } from './fetch-source.ts';

type Means = Pick<Dependencies, 'github' | 'store'> & { readonly staged: StagedFiles };

/**
 * Where a file is on this machine. A worker that shares no disk with the one which collected it fetches it again, or
 * packs it again: the bytes are the same, or it is refused.
 */
export async function ensureStaged(means: Means, file: ReleaseFile, signal: AbortSignal): Promise<string> {
  const { staged } = means;
  if (await staged.has(file.sha256)) return staged.path(file.sha256);
  if (file.from.type !== 'packed') return bring(means, file.sha256, file.from, signal);
  const packed = await packAgain(means, file.from, signal);
  if (packed.sha256 === file.sha256) return packed.path;
  throw refused(
    `${file.name} was sha256:${file.sha256} when it was packed first, and is sha256:${packed.sha256} now: workers of different versions pack differently. Start the release again.`,
  );
}

/** Makes an archive of files, which are fetched where this machine lacks them. Returns the staged archive. */
export async function packAgain(means: Means, { format, entries, sources }: PackedSource, signal: AbortSignal) {
  const { staged } = means;
  const toPack = [];
  for (const { path, sha256, executable, source } of entries) {
    const from = sources[source];
    if (from === undefined) throw new Error(`Internal error, please report: ${path} comes from nowhere`);
    const location = await bring(means, sha256, from, signal);
    const { size } = await stat(location);
    toPack.push({ path, executable, size, open: () => createReadStream(location) });
  }
  return staged.stage(pack(format, toPack), { expectedDigest: null });
}

async function bring({ github, store, staged }: Means, sha256: string, from: StoredSource, signal: AbortSignal) {
  if (await staged.has(sha256)) return staged.path(sha256);
  const kept = (await store?.get(sha256)) ?? null;
  if (kept !== null) return kept;
  await fetchSource(github, staged, from, false, signal);
  if (await staged.has(sha256)) return staged.path(sha256);
  const { name } = announced(from);
  throw refused(`${name} of ${from.alias} has no file sha256:${sha256} any more, which was collected from it.`);
}
