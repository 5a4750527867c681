import { createHash, randomUUID } from 'node:crypto';
import { access, mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Where files wait, verified, between a download and an upload. Each train has a folder of its own. */
export interface Staging {
  /** The files of one train. */
  of(train: string): StagedFiles;
  /** Removes all that a train has staged; fine where there is nothing. */
  discard(train: string): Promise<void>;
}

/** Files kept by what they contain: one of a given SHA-256 is whole and right, or isn't there. Digests are bare hex. */
export interface StagedFiles {
  /**
   * Writes a stream to a file while hashing it. Throws `DigestMismatch`, and keeps nothing, where it isn't what was
   * expected; `expectedDigest` is `sha256:<hex>`, `null` where nobody said.
   */
  stage(stream: Stream, options: { readonly expectedDigest: string | null }): Promise<StagedFile>;
  has(sha256: string): Promise<boolean>;
  /** Where the file of that SHA-256 is, or would be. */
  path(sha256: string): string;
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

/** A staging area under that folder, which is made when it is first needed. */
export function makeStaging(root: string): Staging {
  return {
    of: (train) => stagedFiles(join(root, folderName(train))),
    discard: (train) => rm(join(root, folderName(train)), { recursive: true, force: true }),
  };
}

/** Readable, and unique and harmless as a name, whatever a person called the train. */
function folderName(train: string): string {
  const digest = createHash('sha256').update(train).digest('hex').slice(0, 16);
  return `${train.replaceAll(/[^A-Za-z0-9]+/g, '-').slice(0, 80)}-${digest}`;
}

function stagedFiles(folder: string): StagedFiles {
  const path = (sha256: string) => {
    if (!/^[0-9a-f]{64}$/.test(sha256))
      throw new Error(`${JSON.stringify(sha256)} is no SHA-256 in bare lower-case hex`);
    return join(folder, sha256);
  };
  return {
    path,

    has: (sha256) =>
      access(path(sha256)).then(
        () => true,
        () => false,
      ),

    async stage(stream, { expectedDigest }) {
      await mkdir(folder, { recursive: true });
      const temporary = join(folder, `.incoming-${randomUUID()}`);
      try {
        const { size, sha256 } = await write(stream, temporary);
        if (expectedDigest !== null && expectedDigest !== `sha256:${sha256}`) {
          throw new DigestMismatch(
            `What arrived (${size} bytes) has the digest sha256:${sha256}, but ${expectedDigest} was announced. Fetch it again; if that doesn't help, build it again.`,
          );
        }
        await rename(temporary, path(sha256));
        return { path: path(sha256), size, sha256 };
      } finally {
        await rm(temporary, { force: true });
      }
    },
  };
}

/** Writes chunk by chunk, each one on disk before the next is asked for, so that memory stays flat. */
async function write(stream: Stream, path: string): Promise<{ size: number; sha256: string }> {
  const hash = createHash('sha256');
  let size = 0;
  await using file = await open(path, 'wx');
  for await (const chunk of stream) {
    hash.update(chunk);
    size += chunk.byteLength;
    await file.writeFile(chunk);
  }
  // A name must never stand for bytes that a power cut can still take away.
  await file.sync();
  return { size, sha256: hash.digest('hex') };
}
