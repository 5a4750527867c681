import { createCipheriv, createHash } from 'node:crypto';
import { posix } from 'node:path';
import { PassThrough, Readable } from 'node:stream';

import { ZipFile } from 'yazl';

import type { StoredBlob } from '../blobs.ts';
import type { World } from '../world.ts';

/** A file that goes into an artifact; its content follows from repository, commit and path. */
interface ArtifactFile {
  readonly path: string;
  readonly bytes: number;
}

/** The zip of an artifact, made once for a commit: a re-run gets the same bytes. Checksum files in it hold the sums of the files beside them. */
export async function artifactZip(
  world: World,
  repository: string,
  commit: string,
  files: readonly ArtifactFile[],
): Promise<StoredBlob> {
  const key = JSON.stringify([repository, commit, files]);
  let zip = world.zips.get(key);
  if (zip === undefined) {
    zip = world.blobs.store(zipStream(repository, commit, files));
    world.zips.set(key, zip);
  }
  return await zip;
}

/**
 * Such bytes don't compress, so no time is spent on it; but they are deflated, as in real artifacts, or tools that read
 * a zip as it streams could not tell where a file ends. yazl would not deflate at level 0; zlib takes this for 0.
 */
const barelyDeflated = 0.5;

/** Streamed as real artifacts are, whatever their size: so what stands before a file in the zip doesn't tell its length. */
function zipStream(repository: string, commit: string, files: readonly ArtifactFile[]): Readable {
  const zip = new ZipFile();
  // The same time everywhere, so that the same files make the same zip.
  const options = { mtime: new Date(2026, 0, 1), mode: 0o100644 };
  const seed = `${repository}\n${commit}`;
  const built = files.filter(({ path }) => !isChecksumFile(path));
  for (const file of built) {
    zip.addReadStreamLazy(file.path, { ...options, compressionLevel: barelyDeflated }, (give) => {
      give(null, Readable.from(contentOf(seed, file)));
    });
  }
  for (const { path } of files.filter((file) => isChecksumFile(file.path))) {
    zip.addBuffer(checksumsOf(seed, built, posix.dirname(path)), path, options);
  }
  zip.end();
  return zip.outputStream.pipe(new PassThrough());
}

function isChecksumFile(path: string): boolean {
  return /^(SHA256SUMS.*|checksums\.sha256)$/.test(posix.basename(path));
}

/** As `sha256sum` prints them, for the files below the folder, sorted bytewise. */
function checksumsOf(seed: string, files: readonly ArtifactFile[], folder: string): Buffer {
  const lines = files
    .map((file) => ({ name: posix.relative(folder, file.path), file }))
    .filter(({ name }) => !name.startsWith('../'))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, file }) => `${sha256(contentOf(seed, file))}  ${name}\n`);
  return Buffer.from(lines.join(''));
}

function sha256(chunks: Iterable<Buffer>): string {
  const hash = createHash('sha256');
  for (const chunk of chunks) hash.update(chunk);
  return hash.digest('hex');
}

const chunkBytes = 65_536;

/** The key stream of a cipher: bytes that don't compress, at the speed of the disk. */
function* contentOf(seed: string, { path, bytes }: ArtifactFile): Generator<Buffer> {
  const key = createHash('sha256').update(`${seed}\n${path}`).digest();
  const cipher = createCipheriv('aes-256-ctr', key, Buffer.alloc(16));
  for (let left = bytes; left > 0; left -= chunkBytes) {
    yield cipher.update(Buffer.alloc(Math.min(left, chunkBytes)));
  }
}
