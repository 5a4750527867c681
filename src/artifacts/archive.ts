import { createReadStream } from 'node:fs';
import { pipeline, Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { getFileNameLowLevel, openPromise, type Entry, type ZipFile } from 'yauzl';
import { archiveProblems, type ArchiveLimits, type ListedEntry } from './archive-problems.ts';

/** The files of an artifact, checked by their names and sizes before the first one is read. Close it after use. */
export interface Archive extends Disposable {
  readonly files: readonly ArchiveFile[];
}

export interface ArchiveFile {
  /** As in the archive: relative, with forward slashes, safe to join to a folder. */
  readonly name: string;
  /** Bytes; reading ends with an error rather than giving more. */
  readonly size: number;
  /** As the archive says; false where it says nothing. */
  readonly executable: boolean;
  readonly read: () => AsyncIterable<Uint8Array>;
}

/** An archive that is damaged or that nobody well-meaning makes; the message lists everything that is wrong with it. */
export class ArchiveRefused extends Error {
  override readonly name = 'ArchiveRefused' as const;
}

/** Ample for what builds leave behind, small enough for a disk. */
export const DEFAULT_ARCHIVE_LIMITS: ArchiveLimits = { files: 10_000, bytes: 32 * 1024 ** 3, ratio: 250 };

/** Opens a downloaded artifact that is stored as a zip. Throws `ArchiveRefused` where it is none, or none to be trusted. */
export async function openArchive(path: string, artifact: string, limits = DEFAULT_ARCHIVE_LIMITS): Promise<Archive> {
  const zip = await openZip(path, artifact);
  try {
    const entries = await listEntries(zip, artifact, limits);
    const problems = archiveProblems(entries.map(describe), zip.fileSize, limits);
    if (problems.length > 0) throw refused(artifact, problems);
    const files = entries
      .filter((entry) => !nameOf(entry).endsWith('/'))
      .map((entry) => fileOf({ path, zip, artifact }, entry));
    return {
      files,
      [Symbol.dispose]: () => {
        zip.close();
      },
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

async function openZip(path: string, artifact: string): Promise<ZipFile> {
  try {
    // Names are decoded by ourselves: yauzl would stop at the first bad one, and all are to be told.
    return await openPromise(path, { autoClose: false, lazyEntries: true, decodeStrings: false });
  } catch (error) {
    throw refused(artifact, [messageOf(error)]);
  }
}

async function listEntries(zip: ZipFile, artifact: string, { files }: ArchiveLimits): Promise<readonly Entry[]> {
  // Before listing: the list itself takes memory.
  if (zip.entryCount > files) throw refused(artifact, [`${zip.entryCount} entries, more than the ${files} allowed`]);
  const entries: Entry[] = [];
  try {
    for await (const entry of zip.eachEntry()) entries.push(entry);
    return entries;
  } catch (error) {
    throw refused(artifact, [messageOf(error)]);
  }
}

function describe(entry: Entry): ListedEntry {
  return {
    name: nameOf(entry),
    size: entry.uncompressedSize,
    unixMode: unixModeOf(entry),
    encrypted: entry.isEncrypted(),
    readable: entry.canDecodeFileData(),
  };
}

/** The upper half of the attributes, zero where the archive was not made on Unix. */
function unixModeOf(entry: Entry): number {
  return entry.externalFileAttributes >>> 16;
}

function nameOf(entry: Entry): string {
  return getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, true);
}

interface OpenZip {
  readonly path: string;
  readonly zip: ZipFile;
  readonly artifact: string;
}

function fileOf({ path, zip, artifact }: OpenZip, entry: Entry): ArchiveFile {
  const name = nameOf(entry);
  const { uncompressedSize: size } = entry;
  return {
    name,
    size,
    executable: (unixModeOf(entry) & 0o111) !== 0,
    async *read() {
      const checked = { size: 0, checksum: 0 };
      try {
        for await (const chunk of await unpacked(path, zip, entry)) {
          checked.size += chunk.byteLength;
          if (checked.size > size) throw new Error(`it has more than the ${size} bytes that are announced`);
          checked.checksum = crc32(chunk, checked.checksum);
          yield chunk;
        }
      } catch (error) {
        throw refused(artifact, [`${name}: ${messageOf(error)}`]);
      }
      if (checked.size < size) throw refused(artifact, [`${name}: it ends after ${checked.size} of ${size} bytes`]);
      if (checked.checksum !== entry.crc32)
        throw refused(artifact, [`${name}: its checksum does not agree; it is damaged`]);
    },
  };
}

/** Bytes that are read, and unpacked, at once: in the small pieces of yauzl, and of zlib by itself, it takes three times as long. */
const PIECE = 256 * 1024;

/** The compression method of a file that is in a zip as it is; the only other that is taken is deflate. */
const STORED = 0;

async function unpacked(path: string, zip: ZipFile, entry: Entry): Promise<AsyncIterable<Uint8Array>> {
  const { fileDataStart: start } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
  if (entry.compressedSize === 0) return Readable.from([]);
  const packed = createReadStream(path, { start, end: start + entry.compressedSize - 1, highWaterMark: PIECE });
  if (entry.compressionMethod === STORED) return packed;
  // Whoever reads hears of what goes wrong, from either of the two.
  return pipeline(packed, createInflateRaw({ chunkSize: PIECE }), () => undefined);
}

function refused(artifact: string, problems: readonly string[]): ArchiveRefused {
  return new ArchiveRefused(
    `The archive of artifact ${artifact} is not taken: ${problems.join('; ')}. Look at the step that uploads it, and build again.`,
  );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
