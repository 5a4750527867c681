import { pathProblems } from './archive-problems.ts';
import type { PackedSource } from '../domain/release/release-file.ts';
import { gzip } from './pack-gzip.ts';
import { tar } from './pack-tar.ts';
import { zip } from './pack-zip.ts';

/** A file on its way into an archive. */
export interface EntryToPack {
  /** Inside the archive: relative, with forward slashes. Folders are implied. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  readonly executable: boolean;
  /** Called once, when it is this file's turn. */
  readonly open: () => AsyncIterable<Uint8Array>;
}

/**
 * An archive of these files as it is made, no faster than it is read: the same bytes for the same files in any order,
 * at any time, on any machine with this version of Node. Throws where the paths do not go together, and while it is
 * read where a file has another size than was said.
 */
export function pack(format: PackedSource['format'], entries: readonly EntryToPack[]): AsyncIterable<Uint8Array> {
  const problems = pathProblems(entries.map(({ path }) => path));
  if (problems.length > 0) {
    throw new Error(`No ${format} can be made: ${problems.join('; ')}. Look at the names of the files to be packed.`);
  }
  const sorted = entries.toSorted(byPath).map(whole);
  switch (format) {
    case 'tar.gz':
      return gzip(tar(sorted));
    case 'zip':
      return zip(sorted);
    default:
      return format satisfies never;
  }
}

/** By the bytes of the path: no locale and no encoding of strings has a say in it. */
function byPath(one: EntryToPack, other: EntryToPack): number {
  return Buffer.compare(Buffer.from(one.path), Buffer.from(other.path));
}

/** The same entry, opened only when it is read, with a check that all of it came. */
function whole(entry: EntryToPack): EntryToPack {
  return {
    ...entry,
    async *open() {
      let read = 0;
      for await (const chunk of entry.open()) {
        read += chunk.byteLength;
        yield chunk;
      }
      if (read !== entry.size) {
        throw new Error(
          `${entry.path} has ${read} bytes, but ${entry.size} were announced: it changed while it was packed. Stage it again.`,
        );
      }
    },
  };
}
