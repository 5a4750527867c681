import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { type Archive, openArchive } from './archive.ts';

/**
 * Opens a downloaded artifact of which nobody says how it is stored: by its first bytes a zip, or else the one file that
 * was uploaded without archiving, which is named like the artifact.
 */
export async function openArchiveOrFile(path: string, artifact: string): Promise<Archive> {
  return (await beginsAsZip(path)) ? openArchive(path, artifact) : singleFile(path, artifact);
}

/** A zip with entries, or an empty one. */
async function beginsAsZip(path: string): Promise<boolean> {
  await using file = await open(path);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
  return bytesRead === 4 && ['504b0304', '504b0506'].includes(buffer.toString('hex'));
}

async function singleFile(path: string, name: string): Promise<Archive> {
  const { size } = await stat(path);
  return {
    files: [{ name, size, executable: false, read: () => createReadStream(path) }],
    [Symbol.dispose]: () => undefined,
  };
}
