import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import type { AssetRecord } from '../../../simulator/records.ts';
import { parseSha256Sums } from '../../domain/checksums.ts';
import { SHA256SUMS } from '../../domain/publish-order.ts';
import { fileDigest } from '../../engine/file-digest.ts';

/** What somebody finds who downloads the release and checks it. */
export interface Download {
  readonly folder: string;
  /** The SHA-256 of each file as it arrived, in hex. */
  readonly digests: ReadonlyMap<string, string>;
  /** What does not fit `SHA256SUMS`, a sentence each; empty where all is well. */
  readonly problems: readonly string[];
  /** What `sha256sum -c` says, or `null` where the machine has none. */
  readonly sha256sum: 'passed' | 'failed' | null;
}

/** Downloads the files of a release as a stranger would, without a token, and checks them against its checksums. */
export async function downloadRelease(
  assets: readonly AssetRecord[],
  folder: string,
  signal: AbortSignal,
): Promise<Download> {
  await mkdir(folder, { recursive: true });
  const digests = new Map<string, string>();
  for (const { name, url } of assets) {
    const path = join(folder, name);
    await fetchFile(url, path, signal);
    digests.set(name, await fileDigest(path, signal));
  }
  if (!digests.has(SHA256SUMS)) {
    return { folder, digests, problems: [`the release has no ${SHA256SUMS}`], sha256sum: null };
  }
  const listed = await readFile(join(folder, SHA256SUMS), 'utf8');
  return { folder, digests, problems: compare(listed, digests), sha256sum: await runSha256sum(folder, signal) };
}

async function fetchFile(url: string, path: string, signal: AbortSignal): Promise<void> {
  const response = await fetch(url, { signal });
  if (!response.ok || response.body === null) throw new Error(`GET ${url} was answered with ${response.status}`);
  await pipeline(Readable.fromWeb(response.body), createWriteStream(path), { signal });
}

/** Every file is listed, every listed file is there, and every digest is right. */
function compare(listed: string, digests: ReadonlyMap<string, string>): readonly string[] {
  const { checksums, malformed } = parseSha256Sums(listed);
  const names = new Set(checksums.map(({ name }) => name));
  return [
    ...malformed.map(({ line }) => `line ${line} of ${SHA256SUMS} is no checksum`),
    ...[...digests.keys()]
      .filter((name) => name !== SHA256SUMS && !names.has(name))
      .map((name) => `${name} is not listed`),
    ...checksums.flatMap(({ name, sha256 }) => {
      const found = digests.get(name);
      if (found === undefined) return [`${name} is listed, but not in the release`];
      return found === sha256 ? [] : [`${name} has SHA-256 ${found} instead of ${sha256}`];
    }),
  ];
}

async function runSha256sum(folder: string, signal: AbortSignal): Promise<Download['sha256sum']> {
  try {
    await promisify(execFile)('sha256sum', ['--check', '--strict', SHA256SUMS], { cwd: folder, signal });
    return 'passed';
  } catch (error) {
    signal.throwIfAborted();
    return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? null : 'failed';
  }
}
