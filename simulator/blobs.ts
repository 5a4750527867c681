import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { ReadStream } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { openBlobFolder } from './blob-folder.ts';

/** A file's bytes on disk: size in bytes, SHA-256 in hex. */
export interface StoredBlob {
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
}

/** Artifacts and release assets, kept in a folder of their own so that memory stays flat whatever their size. */
export class Blobs {
  readonly #folder: string;
  #count = 0;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async open(): Promise<Blobs> {
    return new Blobs(await openBlobFolder(tmpdir()));
  }

  /** Takes a stream to its end; rejects if it ends too early. */
  async store(source: Readable): Promise<StoredBlob> {
    this.#count += 1;
    const path = join(this.#folder, String(this.#count));
    const hash = createHash('sha256');
    let size = 0;
    const measure = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        hash.update(chunk);
        size += chunk.length;
        done(null, chunk);
      },
    });
    await pipeline(source, measure, createWriteStream(path));
    return { path, size, sha256: hash.digest('hex') };
  }

  async close(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }
}

/** The bytes of a stored file. */
export function readBlob(blob: StoredBlob): ReadStream {
  return createReadStream(blob.path);
}
