import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** Milliseconds between two looks. */
const PAUSE = 100;

/** Bytes of all files below a folder; zero where there is none. */
export async function bytesIn(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const sizes = entries.map(async (entry) => {
    if (!entry.isFile()) return 0;
    // It may be renamed or removed by now.
    const found = await stat(join(entry.parentPath, entry.name)).catch(() => null);
    return found?.size ?? 0;
  });
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

/** Looks into a folder again and again while something is done, and tells the most bytes that were in it. */
export async function mostBytesIn<Result>(
  folder: string,
  work: () => Promise<Result>,
): Promise<{ readonly most: number; readonly result: Result }> {
  const over = new AbortController();
  const watching = watch(folder, over.signal);
  try {
    const result = await work();
    over.abort();
    return { most: await watching, result };
  } finally {
    over.abort();
  }
}

async function watch(folder: string, over: AbortSignal): Promise<number> {
  let most = 0;
  while (!over.aborted) {
    most = Math.max(most, await bytesIn(folder));
    await delay(PAUSE);
  }
  return most;
}
