import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import type { AssetRecord } from '../../../simulator/records.ts';
import { parseSha256Sums } from '../../domain/checksums.ts';
import { isDocumentName, SHA256SUMS, SIGNED, signatureName } from '../../domain/release/document-names.ts';
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
  /** What `gpg --verify` says of the signatures, likewise. */
  readonly gpg: 'passed' | 'failed' | null;
}

/** Downloads the files of a release as a stranger would, without a token, and checks them against its checksums. */
export async function downloadRelease(
  assets: readonly AssetRecord[],
  folder: string,
  publicKey: string,
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
    return { folder, digests, problems: [`the release has no ${SHA256SUMS}`], sha256sum: null, gpg: null };
  }
  const listed = await readFile(join(folder, SHA256SUMS), 'utf8');
  const sha256sum = await run('sha256sum', ['--check', '--strict', SHA256SUMS], folder, signal);
  return {
    folder,
    digests,
    problems: compare(listed, digests),
    sha256sum,
    gpg: await runGpg(publicKey, folder, signal),
  };
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
      .filter((name) => !names.has(name) && !coversItself(name))
      .map((name) => `${name} is not listed`),
    ...checksums.flatMap(({ name, sha256 }) => {
      const found = digests.get(name);
      if (found === undefined) return [`${name} is listed, but not in the release`];
      return found === sha256 ? [] : [`${name} has SHA-256 ${found} instead of ${sha256}`];
    }),
  ];
}

/** The checksums, and the signatures, which are made after them. */
function coversItself(name: string): boolean {
  return name === SHA256SUMS || (isDocumentName(name) && name.endsWith('.asc'));
}

/** With a keyring of its own, in which only the key of the demo is. */
async function runGpg(publicKey: string, folder: string, signal: AbortSignal): Promise<Download['gpg']> {
  const home = await mkdtemp(join(tmpdir(), 'gpg-'));
  try {
    const keyFile = join(home, 'key.asc');
    await writeFile(keyFile, publicKey);
    const gpg = (...args: readonly string[]) => run('gpg', ['--homedir', home, '--batch', ...args], folder, signal);
    const imported = await gpg('--import', keyFile);
    if (imported !== 'passed') return imported;
    for (const name of SIGNED) {
      if ((await gpg('--verify', signatureName(name), name)) !== 'passed') return 'failed';
    }
    return 'passed';
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

async function run(
  command: string,
  args: readonly string[],
  cwd: string,
  signal: AbortSignal,
): Promise<'passed' | 'failed' | null> {
  try {
    await promisify(execFile)(command, args, { cwd, signal });
    return 'passed';
  } catch (error) {
    signal.throwIfAborted();
    return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? null : 'failed';
  }
}
