import { createCipheriv, createHash } from 'node:crypto';
import { posix } from 'node:path';
import { Readable } from 'node:stream';

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

function zipStream(repository: string, commit: string, files: readonly ArtifactFile[]): Readable {
  const zip = new ZipFile();
  const contents = files
    .filter(({ path }) => !isChecksumFile(path))
    .map(({ path, bytes }) => ({ path, content: pseudoRandom(`${repository}\n${commit}\n${path}`, bytes) }));
  const checksums = files
    .filter(({ path }) => isChecksumFile(path))
    .map(({ path }) => ({ path, content: checksumsOf(contents, posix.dirname(path)) }));
  // The same time everywhere, so that the same files make the same zip.
  const options = { mtime: new Date(2026, 0, 1), mode: 0o100644, compressionLevel: 1 };
  for (const { path, content } of [...contents, ...checksums]) zip.addBuffer(content, path, options);
  zip.end();
  return new Readable().wrap(zip.outputStream);
}

function isChecksumFile(path: string): boolean {
  return /^(SHA256SUMS.*|checksums\.sha256)$/.test(posix.basename(path));
}

/** As `sha256sum` prints them, for the files below the folder, sorted bytewise. */
function checksumsOf(files: readonly { readonly path: string; readonly content: Buffer }[], folder: string): Buffer {
  const lines = files
    .map(({ path, content }) => ({ name: posix.relative(folder, path), content }))
    .filter(({ name }) => !name.startsWith('../'))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, content }) => `${createHash('sha256').update(content).digest('hex')}  ${name}\n`);
  return Buffer.from(lines.join(''));
}

/** The key stream of a cipher: bytes that don't compress, at the speed of the disk. */
function pseudoRandom(seed: string, bytes: number): Buffer {
  const key = createHash('sha256').update(seed).digest();
  return createCipheriv('aes-256-ctr', key, Buffer.alloc(16)).update(Buffer.alloc(bytes));
}
