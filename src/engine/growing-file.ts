import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const LOOK_EVERY_MS = 200;

/** Tells the size in bytes of the largest file of that ending anywhere under a folder, several times a second, until `done`. */
export async function watchGrowth(
  folder: string,
  ending: string,
  done: AbortSignal,
  tell: (bytes: number) => void,
): Promise<void> {
  while (!done.aborted) {
    const names = (await readdir(folder, { recursive: true }).catch(() => [])).filter((name) => name.endsWith(ending));
    const sizes = await Promise.all(names.map((name) => sizeOf(join(folder, name))));
    if (sizes.length > 0) tell(Math.max(...sizes));
    await delay(LOOK_EVERY_MS, undefined, { signal: done }).catch(() => undefined);
  }
}

/** A file that was moved away since it was listed counts as empty. */
async function sizeOf(path: string): Promise<number> {
  return (await stat(path).catch(() => null))?.size ?? 0;
}
