import { addAbortSignal, PassThrough, pipeline, Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { EntryToPack } from './pack.ts';

/** A zip of these files in this order, in zip64 where one of them or the whole needs it. */
export async function* zip(entries: readonly EntryToPack[]): AsyncIterable<Uint8Array> {
  const archive = new ZipFile();
  const packed = new PassThrough();
  const fail = (error: Error) => packed.destroy(error);
  const left = new AbortController();
  archive.on('error', fail);
  for (const { path, size, executable, open } of entries) {
    archive.addReadStreamLazy(path, { ...attributes(executable), size }, (give) => {
      give(null, addAbortSignal(left.signal, Readable.from(open())).on('error', fail));
    });
  }
  archive.end();
  // An error comes out where the stream is read.
  pipeline(archive.outputStream, packed, () => undefined);
  try {
    yield* packed;
  } finally {
    // Where the reader went away, the file that is being packed is still open.
    left.abort();
  }
}

function attributes(executable: boolean) {
  return {
    mode: executable ? 0o100755 : 0o100644,
    // A zip's own time has no zone, so the local midnight is the same one everywhere; the extra field, in UTC, is not.
    mtime: new Date(1980, 0, 1),
    forceDosTimestamp: true,
    compressionLevel: 6,
  };
}
