import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { access, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { BoundedFolder } from './bounded-folder.ts';
import { DiskFull, isDiskFull, StagingFull } from './disk-full.ts';
import { incomingPath, removeLeftovers } from './leftovers.ts';

/** Where files wait, verified, between a download and an upload. Each train has a folder of its own. */
export interface Staging {
  /** The files of one train. */
  of(train: string): StagedFiles;
  /** Removes all that a train has staged; fine where there is nothing. */
  discard(train: string): Promise<void>;
  /** Removes the folders in which nothing has changed for a week: their trains ended with another worker. */
  sweep(): Promise<void>;
}

/** Files kept by what they contain: one of a given SHA-256 is whole and right, or isn't there. Digests are bare hex. */
export interface StagedFiles {
  /**
   * Writes a stream to a file while hashing it. Throws `DigestMismatch` where it isn't what was expected, `DiskFull`
   * or `StagingFull` where there is no room for it, and keeps nothing then; `expectedDigest` is `sha256:<hex>`, `null`
   * where nobody said.
   */
  stage(stream: Stream, options: Expected): Promise<StagedFile>;
  /** The same for a file that is only passed through: it has no name of its own, and is removed when it is disposed of. */
  receive(stream: Stream, options: Expected): Promise<StagedFile & AsyncDisposable>;
  /** Whether it is there. One that this process didn't stage itself is hashed once: a power cut may have taken bytes away. */
  has(sha256: string): Promise<boolean>;
  /** Where the file of that SHA-256 is, or would be. */
  path(sha256: string): string;
}

interface Expected {
  readonly expectedDigest: string | null;
  /** Bytes; `null` or left out where nobody said. */
  readonly expectedSize?: number | null;
}

export interface StagedFile {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  readonly sha256: string;
}

/** What arrived is not what was announced: damaged or replaced on its way. */
export class DigestMismatch extends Error {
  override readonly name = 'DigestMismatch' as const;
}

/** A web stream or a Node one. */
type Stream = AsyncIterable<Uint8Array>;

/** Milliseconds: longer than any release is collected, packed and uploaded. */
const ABANDONED = 7 * 24 * 3_600_000;

/** A staging area of at most so many bytes under that folder, which is made when it is first needed. */
export function makeStaging(root: string, bytes = Infinity): Staging {
  const bounded = new BoundedFolder(root, bytes);
  const sweep = () => removeUnchanged(root, ABANDONED);
  const makeRoom = async (size: number) => {
    if (await bounded.take(size)) return;
    await sweep();
    if (!(await bounded.take(size))) throw new StagingFull(root, bytes);
  };
  const sound = new Map<string, Set<string>>();
  return {
    of(train) {
      const folder = join(root, folderName(train));
      const known = sound.get(folder) ?? new Set();
      sound.set(folder, known);
      return stagedFiles(folder, makeRoom, known);
    },
    async discard(train) {
      const folder = join(root, folderName(train));
      sound.delete(folder);
      await rm(folder, { recursive: true, force: true });
    },
    sweep,
  };
}

async function removeUnchanged(root: string, unchangedFor: number): Promise<void> {
  const names = await readdir(root).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  for (const name of names) {
    const path = join(root, name);
    // Another process may sweep, too.
    const found = await stat(path).catch(() => null);
    if (found !== null && Date.now() - found.mtimeMs > unchangedFor) await rm(path, { recursive: true, force: true });
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

/** Readable, and unique and harmless as a name, whatever a person called the train. */
function folderName(train: string): string {
  const digest = createHash('sha256').update(train).digest('hex').slice(0, 16);
  return `${train.replaceAll(/[^A-Za-z0-9]+/g, '-').slice(0, 80)}-${digest}`;
}

/** Asks for room for so many bytes; throws where there is none. */
type MakeRoom = (bytes: number) => Promise<void>;

/** @param sound the SHA-256 of the files that this process has staged, or looked into */
function stagedFiles(folder: string, makeRoom: MakeRoom, sound: Set<string>): StagedFiles {
  const path = (sha256: string) => {
    if (!/^[0-9a-f]{64}$/.test(sha256))
      throw new Error(`${JSON.stringify(sha256)} is no SHA-256 in bare lower-case hex`);
    return join(folder, sha256);
  };
  let swept: Promise<void> | undefined;

  async function receive(stream: Stream, { expectedDigest, expectedSize = null }: Expected) {
    await mkdir(folder, { recursive: true });
    // Once for each use of the folder: whoever crashed did so before.
    await (swept ??= removeLeftovers(folder));
    const temporary = incomingPath(folder);
    const remove = () => rm(temporary, { force: true });
    try {
      const { size, sha256 } = await write(stream, temporary, makeRoom);
      if (expectedDigest !== null && expectedDigest !== `sha256:${sha256}`) {
        throw new DigestMismatch(
          `What arrived (${size} bytes) has the digest sha256:${sha256}, but ${expectedDigest} was announced. Fetch it again; if that doesn't help, build it again.`,
        );
      }
      if (expectedSize !== null && expectedSize !== size) {
        throw new DigestMismatch(`What arrived has ${size} bytes, but ${expectedSize} were announced. Fetch it again.`);
      }
      return { path: temporary, size, sha256, [Symbol.asyncDispose]: remove };
    } catch (error) {
      await remove();
      throw error;
    }
  }

  return {
    path,

    async has(sha256) {
      const isThere = await access(path(sha256)).then(
        () => true,
        () => false,
      );
      if (!isThere || sound.has(sha256)) return isThere;
      if ((await hashOf(path(sha256))) !== sha256) {
        await rm(path(sha256), { force: true });
        return false;
      }
      sound.add(sha256);
      return true;
    },

    receive,

    async stage(stream, expected) {
      await using received = await receive(stream, expected);
      const { size, sha256 } = received;
      await rename(received.path, path(sha256));
      sound.add(sha256);
      return { path: path(sha256), size, sha256 };
    },
  };
}

/** Bytes that wait at most to be written: many small chunks are written as one, while others are hashed. */
const WAITING = 1024 * 1024;

/** Writes a stream to a new file and hashes it on the way, never faster than it is written, so that memory stays flat. */
async function write(stream: Stream, path: string, makeRoom: MakeRoom): Promise<{ size: number; sha256: string }> {
  const hash = createHash('sha256');
  let size = 0;
  async function* measured() {
    for await (const chunk of stream) {
      await makeRoom(chunk.byteLength);
      hash.update(chunk);
      size += chunk.byteLength;
      yield chunk;
    }
  }
  try {
    await pipeline(measured, createWriteStream(path, { flags: 'wx', highWaterMark: WAITING }));
  } catch (error) {
    throw isDiskFull(error) ? new DiskFull(dirname(path), size, error) : error;
  }
  return { size, sha256: hash.digest('hex') };
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: WAITING }), hash);
  return hash.digest('hex');
}
