import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

const CHUNK = 1024 * 1024;

/** The SHA-256 of a file, as 64 small hex digits; the file is read in pieces, whatever its size. */
export async function fileDigest(path: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: CHUNK }), hash, signal === undefined ? {} : { signal });
  return hash.digest('hex');
}
