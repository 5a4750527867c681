import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Whoever shares the folder may write meanwhile: what it holds is measured again after this part of the bound. */
const MEASURED_EVERY = 1 / 64;

/**
 * A folder that holds so many bytes at most, give or take what several processes write between two looks. What it holds
 * is measured seldom; between two looks all that is written counts, and nothing that is removed.
 */
export class BoundedFolder {
  readonly #folder: string;
  readonly #bytes: number;
  #measured = 0;
  #writtenSince = Infinity;

  constructor(folder: string, bytes: number) {
    this.#folder = folder;
    this.#bytes = bytes;
  }

  /** Whether so many bytes more may be written; they count as written from then on. */
  async take(bytes: number): Promise<boolean> {
    this.#writtenSince += bytes;
    const isSure = this.#writtenSince < this.#bytes * MEASURED_EVERY;
    if (isSure && this.#measured + this.#writtenSince <= this.#bytes) return true;
    this.#writtenSince = bytes;
    this.#measured = await bytesIn(this.#folder);
    return this.#measured + bytes <= this.#bytes;
  }
}

/** Of all files below a folder; others may add and remove some meanwhile. */
async function bytesIn(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  let total = 0;
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const found = await stat(join(entry.parentPath, entry.name)).catch(() => null);
    total += found?.size ?? 0;
  }
  return total;
}
