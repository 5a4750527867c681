import { constants } from 'node:fs';
import { copyFile, mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { incomingPath, isIncoming, removeLeftovers } from './leftovers.ts';
import { type ListedFile, readContents, writeContents } from './store-contents.ts';

/**
 * Files kept by their SHA-256 (bare hex) for later trains, in a folder that several processes may share. Any of them
 * can make room at any time: a file that is gone when it is opened was not kept, and is fetched again.
 */
export interface Store {
  /** Keeps a copy of a file whose digest the caller has checked; one that is bigger than the store is not kept. */
  put(path: string, sha256: string): Promise<void>;
  /** Where the file of that digest is; `null` where it is not kept, or not whole. */
  get(sha256: string): Promise<string | null>;
  /** Removes a file that turned out to be damaged. */
  discard(sha256: string): Promise<void>;
  /** Notes which files are in an archive, which itself is not kept, by its SHA-256. */
  remember(archive: string, files: readonly ListedFile[]): Promise<void>;
  /** Which files are in the archive of that SHA-256, kept or not by now; `null` where nobody noted it. */
  recall(archive: string): Promise<readonly ListedFile[] | null>;
}

/** A file of the store, as its name and the file system tell it. */
interface Kept {
  readonly path: string;
  readonly size: number;
  /** Milliseconds since the epoch. */
  readonly usedAt: number;
}

/** A store of at most so many bytes; those that were not used for longest make room for others. */
export function makeStore({ folder, bytes }: { readonly folder: string; readonly bytes: number }): Store {
  return {
    async put(path, sha256) {
      const { size } = await stat(path);
      if (size > bytes) return;
      const target = join(folder, nameOf(sha256, size));
      await mkdir(folder, { recursive: true });
      if (await touch(target, size)) return;
      await removeLeftovers(folder);
      await makeRoom(folder, bytes - size);
      await copy(path, target, folder);
    },

    async get(sha256) {
      const start = nameOf(sha256, '');
      const name = (await namesIn(folder)).find((candidate) => candidate.startsWith(start));
      if (name === undefined) return null;
      const path = join(folder, name);
      return (await touch(path, Number(name.slice(start.length)))) ? path : null;
    },

    async discard(sha256) {
      const start = nameOf(sha256, '');
      const names = (await namesIn(folder)).filter((name) => name.startsWith(start));
      for (const name of names) await rm(join(folder, name), { force: true });
    },

    async remember(archive, files) {
      await mkdir(folder, { recursive: true });
      await writeContents(folder, archive, files);
    },

    recall: (archive) => readContents(folder, archive),
  };
}

/** The size is in the name, so that a file which lost its end is told from a whole one without reading it. */
function nameOf(sha256: string, size: number | ''): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error(`${JSON.stringify(sha256)} is no SHA-256 in bare lower-case hex`);
  return `${sha256}-${size}`;
}

/** Marks a file as just used. False, and it is gone, where it isn't whole. */
async function touch(path: string, size: number): Promise<boolean> {
  try {
    const now = new Date();
    await utimes(path, now, now);
    if ((await stat(path)).size === size) return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
  await rm(path, { force: true });
  return false;
}

async function makeRoom(folder: string, bytes: number): Promise<void> {
  const kept = await contentsOf(folder);
  let total = kept.reduce((sum, { size }) => sum + size, 0);
  for (const { path, size } of kept.toSorted((one, other) => one.usedAt - other.usedAt)) {
    if (total <= bytes) return;
    await rm(path, { force: true });
    total -= size;
  }
}

async function contentsOf(folder: string): Promise<readonly Kept[]> {
  const names = (await namesIn(folder)).filter((name) => !isIncoming(name));
  const kept = await Promise.all(names.map((name) => describe(join(folder, name))));
  return kept.filter((file) => file !== null);
}

async function describe(path: string): Promise<Kept | null> {
  try {
    const { size, mtimeMs } = await stat(path);
    return { path, size, usedAt: mtimeMs };
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

async function copy(from: string, to: string, folder: string): Promise<void> {
  const temporary = incomingPath(folder);
  try {
    // A file system that can shares the blocks instead of copying them.
    await copyFile(from, temporary, constants.COPYFILE_FICLONE);
    await using file = await open(temporary, 'r+');
    await file.sync();
    await rename(temporary, to);
  } finally {
    await rm(temporary, { force: true });
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
