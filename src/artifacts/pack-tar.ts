import { PassThrough, pipeline } from 'node:stream';
import { pipeline as fed } from 'node:stream/promises';
import { pack, type Pack } from 'tar-stream';
import type { EntryToPack } from './pack.ts';

/** The time of every file: fixed, and one that a zip can tell, too. */
const PACKED_AT = new Date('1980-01-01T00:00:00Z');

/** A tar of these files in this order; long names and names beyond ASCII go into pax headers. */
export async function* tar(entries: readonly EntryToPack[]): AsyncIterable<Uint8Array> {
  const archive = pack();
  const filled = fill(archive, entries).catch((error: unknown) => {
    archive.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  // An error comes out where the stream is read.
  const packed: AsyncIterable<Uint8Array> = pipeline(archive, new PassThrough(), () => undefined);
  yield* packed;
  await filled;
}

async function fill(archive: Pack, entries: readonly EntryToPack[]): Promise<void> {
  for (const { path, size, executable, open } of entries) {
    const header = { name: path, size, mode: executable ? 0o755 : 0o644, uid: 0, gid: 0, mtime: PACKED_AT };
    await fed(open(), archive.entry(header));
  }
  archive.finalize();
}
