/** A file and its SHA-256 in lower-case hex. */
export interface Checksum {
  readonly name: string;
  readonly sha256: string;
}

export interface ParsedChecksums {
  readonly checksums: readonly Checksum[];
  /** Lines that are no checksum, with their numbers from 1. */
  readonly malformed: readonly { readonly line: number; readonly text: string }[];
}

/** The text of a `SHA256SUMS`: sorted by the bytes of the names, as `sha256sum -c` accepts it. */
export function formatSha256Sums(files: readonly Checksum[]): string {
  return [...files]
    .sort((a, b) => compareBytes(a.name, b.name))
    .map(formatLine)
    .join('');
}

/** Reads a checksum file that `sha256sum` or a build made: two spaces or the `*` marker, paths as they are. */
export function parseSha256Sums(text: string): ParsedChecksums {
  const checksums: Checksum[] = [];
  const malformed: { line: number; text: string }[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    const checksum = parseLine(line);
    if (checksum === null) malformed.push({ line: index + 1, text: line });
    else checksums.push(checksum);
  }
  return { checksums, malformed };
}

const LINE = /^(\\?)([0-9a-f]{64}) [ *](.+)$/is;

function parseLine(line: string): Checksum | null {
  const [, escaped, sha256, name] = LINE.exec(line) ?? [];
  if (sha256 === undefined || name === undefined) return null;
  return { name: escaped === '\\' ? unescape(name) : name, sha256: sha256.toLowerCase() };
}

/** A backslash in front of the line says that the name is escaped. */
function formatLine({ name, sha256 }: Checksum): string {
  const escaped = name.replaceAll(/[\\\n\r]/g, (character) => ESCAPES[character] ?? character);
  return `${escaped === name ? '' : '\\'}${sha256}  ${escaped}\n`;
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r' };

function unescape(name: string): string {
  return name.replaceAll(/\\([\\nr])/g, (_, code: string) => (code === 'n' ? '\n' : code === 'r' ? '\r' : '\\'));
}

/** The order of the UTF-8 bytes of two texts: that of code points, which is not that of the code units that `<` compares. */
export function compareBytes(a: string, b: string): number {
  const [left, right] = [Array.from(a), Array.from(b)];
  for (const [index, character] of left.entries()) {
    const difference = (character.codePointAt(0) ?? 0) - (right[index]?.codePointAt(0) ?? -1);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}
