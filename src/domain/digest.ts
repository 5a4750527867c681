const OFFSET = 0x811c9dc5;
const PRIME = 0x01000193;
/** 2^32 divided by the golden ratio, as odd as multipliers have to be. */
const OTHER = 0x9e3779b1;

// Globals of a workflow are looked up anew at each use, which takes ten times as long as to multiply.
const { imul } = Math;

/**
 * 8 hexadecimal digits that tell texts apart which nobody made alike on purpose (FNV-1a): workflows have no cryptography,
 * and a marker isn't believed for its digest alone.
 */
export function shortDigest(text: string): string {
  let hash = OFFSET;
  for (let index = 0; index < text.length; index += 1) hash = imul(hash ^ text.charCodeAt(index), PRIME);
  return hexadecimal(hash);
}

/** 16 of them, the last eight of which don't follow from the first: among millions of texts, too, no two have the same. */
export function longDigest(text: string): string {
  let hash = ~OFFSET;
  for (let index = 0; index < text.length; index += 1) {
    const mixed = imul(hash ^ text.charCodeAt(index), OTHER);
    hash = (mixed << 13) | (mixed >>> 19);
  }
  return `${shortDigest(text)}${hexadecimal(hash)}`;
}

function hexadecimal(hash: number): string {
  return (hash >>> 0).toString(16).padStart(8, '0');
}
