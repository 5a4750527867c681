import type { ReleaseFile } from './release-file.ts';

/** Files of a batch at most, those in an archive counted: what one activity is told, and a worker may have to fetch again. */
const MOST_FILES = 50;

/** Bytes of a batch at most: what is sent before anybody sees how far it has come. */
const MOST_BYTES = 256 * 1024 ** 2;

/** The files in their order, as they are uploaded together: many small ones at once, and a large one alone. */
export function uploadBatches(files: readonly ReleaseFile[]): readonly (readonly ReleaseFile[])[] {
  const batches: ReleaseFile[][] = [];
  let left = { files: 0, bytes: 0 };
  for (const file of files) {
    const needed = { files: filesIn(file), bytes: file.size };
    const batch = batches.at(-1);
    if (batch !== undefined && needed.files <= left.files && needed.bytes <= left.bytes) {
      batch.push(file);
      left = { files: left.files - needed.files, bytes: left.bytes - needed.bytes };
    } else {
      batches.push([file]);
      left = { files: MOST_FILES - needed.files, bytes: MOST_BYTES - needed.bytes };
    }
  }
  return batches;
}

function filesIn({ from }: ReleaseFile): number {
  return from.type === 'packed' ? from.entries.length : 1;
}
