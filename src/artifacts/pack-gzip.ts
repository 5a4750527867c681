import { pipeline } from 'node:stream';
import { createGzip } from 'node:zlib';

/** Where a gzip header names the operating system (RFC 1952, 2.3), and what it says there for "unknown". */
const SYSTEM = { at: 9, unknown: 255 };

/** The content compressed, with a header that tells neither time nor name nor operating system. */
export async function* gzip(content: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  // An error comes out where the stream is read.
  const compressed: AsyncIterable<Uint8Array> = pipeline(content, createGzip({ level: 6 }), () => undefined);
  let started = false;
  for await (const chunk of compressed) {
    if (!started) chunk[SYSTEM.at] = SYSTEM.unknown;
    started = true;
    yield chunk;
  }
}
