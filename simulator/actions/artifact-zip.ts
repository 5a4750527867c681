import { createCipheriv, createHash } from 'node:crypto';
import { posix } from 'node:path';
import { PassThrough, Readable } from 'node:stream';

import { ZipFile } from 'yazl';

import type { StoredBlob } from '../blobs.ts';
import type { ArtifactFile, GeneratedFile } from '../scenario.ts';
import type { World } from '../world.ts';

/** The media type under which GitHub stores archives, and files that end like one. */
export const ZIP_TYPE = 'application/zip';

/** What is stored of an artifact, and as what it is served. */
interface StoredArtifact {
  readonly stored: StoredBlob;
  readonly mediaType: string;
}

/** The zip of an artifact, made once for a commit: a re-run gets the same bytes. */
export async function artifactZip(
  world: World,
  repository: string,
  commit: string,
  files: readonly ArtifactFile[],
): Promise<StoredArtifact> {
  const key = JSON.stringify([repository, commit, files]);
  let zip = world.zips.get(key);
  if (zip === undefined) {
    zip = world.blobs.store(zipStream(repository, commit, files));
    world.zips.set(key, zip);
  }
  return { stored: await zip, mediaType: ZIP_TYPE };
}

/** The first file as it is; upload-artifact tells its media type by the ending. */
export async function artifactFile(
  world: World,
  repository: string,
  commit: string,
  [file]: readonly ArtifactFile[],
): Promise<StoredArtifact> {
  if (file === undefined) throw new Error('An artifact that is not archived needs a file in the scenario.');
  const stored = await world.blobs.store(Readable.from(contentOf(`${repository}\n${commit}`, file)));
  return { stored, mediaType: file.path.endsWith('.zip') ? ZIP_TYPE : 'application/octet-stream' };
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
  const built = files.filter((file) => !isChecksumFile(file));
  for (const file of built) {
    zip.addReadStreamLazy(file.path, { ...options, compressionLevel: barelyDeflated }, (give) => {
      give(null, Readable.from(contentOf(seed, file)));
    });
  }
  for (const { path } of files.filter(isChecksumFile)) {
    zip.addBuffer(checksumsOf(seed, built, posix.dirname(path)), path, options);
  }
  zip.end();
  return zip.outputStream.pipe(new PassThrough());
}

function isChecksumFile(file: ArtifactFile): boolean {
  return !('text' in file) && /^(SHA256SUMS.*|checksums\.sha256)$/.test(posix.basename(file.path));
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

function contentOf(seed: string, file: ArtifactFile): Iterable<Buffer> {
  return 'text' in file ? [Buffer.from(file.text)] : generated(seed, file);
}

/** The key stream of a cipher: bytes that don't compress, at the speed of the disk. */
function* generated(seed: string, { path, bytes }: GeneratedFile): Generator<Buffer> {
  const key = createHash('sha256').update(`${seed}\n${path}`).digest();
  const cipher = createCipheriv('aes-256-ctr', key, Buffer.alloc(16));
  for (let left = bytes; left > 0; left -= chunkBytes) {
    yield cipher.update(Buffer.alloc(Math.min(left, chunkBytes)));
  }
}
