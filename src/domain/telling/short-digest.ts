const OFFSET = 0x811c9dc5;
const PRIME = 0x01000193;

/**
 * 8 hexadecimal digits that tell texts apart which nobody made alike on purpose (FNV-1a): workflows have no cryptography,
 * and a marker isn't believed for its digest alone.
 */
export function shortDigest(text: string): string {
  let hash = OFFSET;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), PRIME) >>> 0;
  }
  return hash.toString(16).padStart(8, '0');
}
