/**
 * A text that changes whenever a file is written, replaced or copied elsewhere: the file system sets the time of
 * change itself, and nobody else can without the rights of root over its disk or clock.
 *
 * @param {{ readonly ino: bigint, readonly size: bigint, readonly mtimeNs: bigint, readonly ctimeNs: bigint }} stats
 */
export function stampOf({ ino, size, mtimeNs, ctimeNs }) {
  return `${ino}:${size}:${mtimeNs}:${ctimeNs}`;
}
