import { readFile, rename, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { incomingPath } from './leftovers.ts';

/** A file as an archive holds it, or a release. */
export interface ListedFile {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Bare hex. */
  readonly sha256: string;
  readonly executable: boolean;
}

const Contents = z.array(
  z.strictObject({ name: z.string(), size: z.int(), sha256: z.hash('sha256'), executable: z.boolean() }),
);

/** Notes in the store's folder which files are in the archive of that SHA-256. */
export async function writeContents(folder: string, archive: string, files: readonly ListedFile[]): Promise<void> {
  const temporary = incomingPath(folder);
  const listed = files.map(({ name, size, sha256, executable }) => ({ name, size, sha256, executable }));
  await writeFile(temporary, JSON.stringify(listed), { flush: true });
  await rename(temporary, pathOf(folder, archive));
}

/** What was noted, which then counts as just used; `null` where there is nothing that can be read. */
export async function readContents(folder: string, archive: string): Promise<readonly ListedFile[] | null> {
  const path = pathOf(folder, archive);
  try {
    const parsed = Contents.safeParse(JSON.parse(await readFile(path, 'utf8')));
    const now = new Date();
    await utimes(path, now, now);
    return parsed.data ?? null;
  } catch {
    // Never noted, removed meanwhile, or cut off by a full disk: each is fetched again.
    return null;
  }
}

function pathOf(folder: string, archive: string): string {
  return join(folder, `${archive}.contents`);
}
