/** Files that GitHub takes into one release. */
const MOST_FILES = 1000;

/** Bytes from which on GitHub refuses a file. */
const TOO_LARGE = 2 * 1024 ** 3;

/**
 * Where a release of these files would break off in the middle of its uploads, in words; empty where GitHub takes it.
 * `documents` counts what is published beside the files: documents and all their signatures.
 */
export function exceeded(
  files: readonly { readonly name: string; readonly size: number }[],
  documents: number,
): readonly string[] {
  const count = files.length + documents;
  const tooMany = `there are ${count} files with the documents, but a release on GitHub holds ${MOST_FILES}: pack them, and leave out the loose ones`;
  return [
    ...(count > MOST_FILES ? [tooMany] : []),
    ...files
      .filter(({ size }) => size >= TOO_LARGE)
      .map(({ name, size }) => `${name} has ${size} bytes, but GitHub takes less than 2 GiB a file: split it`),
  ];
}
