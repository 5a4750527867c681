import { type Checksum, parseSha256Sums } from '../checksums.ts';
import { assetName } from './asset-name.ts';
import type { CheckDone } from './publication.ts';

/** A file that lists checksums of others, as a build made it. */
export interface ChecksumFile {
  readonly name: string;
  readonly text: string;
}

/** What the checksum files of one repository say of its files. */
export interface ChecksumFindings {
  readonly done: readonly CheckDone[];
  /** Mismatches, unreadable lines and names that could mean several files, in words. */
  readonly problems: readonly string[];
  /** The checksum files against which nothing was held, in words: whoever made them believes otherwise. */
  readonly useless: readonly string[];
}

/** Whether a file of that name lists checksums of others; its signature doesn't. */
export function isChecksumFile(name: string): boolean {
  if (/\.(asc|sig|minisig|pem)$/i.test(name)) return false;
  return /^sha256sums(-.*|.*\.txt)?$|\.sha256(sum)?$/i.test(basename(name));
}

/**
 * Compares the files of one repository with the checksum files that its build made. An entry with a path means the file
 * of that base name, unless another entry names the file itself.
 */
export function applyChecksums(files: readonly Checksum[], checksumFiles: readonly ChecksumFile[]): ChecksumFindings {
  const findings = checksumFiles.map((checksumFile) => applyOne(files, checksumFile));
  return {
    done: findings.flatMap(({ done }) => done),
    problems: findings.flatMap(({ problems }) => problems),
    useless: findings.flatMap(({ useless }) => useless),
  };
}

function applyOne(files: readonly Checksum[], checksumFile: ChecksumFile): ChecksumFindings {
  const { name } = checksumFile;
  const { checksums, malformed } = readChecksums(checksumFile);
  const done: CheckDone[] = [];
  const problems = malformed.map(({ line, text }) => `${name}, line ${line}: "${text}" is no SHA-256 and file name`);
  let found = false;
  for (const file of files) {
    if (file.name === name) continue;
    const entries = entriesFor(file.name, checksums);
    const [sha256, ...others] = new Set(entries.map((entry) => entry.sha256));
    if (sha256 === undefined) continue;
    found = true;
    if (others.length > 0) problems.push(ambiguous(name, file.name, entries));
    else if (sha256 !== file.sha256)
      problems.push(`${file.name} has SHA-256 ${file.sha256}, but ${name} says ${sha256}`);
    else done.push({ file: file.name, check: 'checksum', with: name });
  }
  const useless = found ? [] : [`${name} lists none of the files that were collected: nothing was held against it`];
  return { done, problems, useless };
}

/** A text of nothing but a checksum means the file that is named as its own file is, without the ending. */
function readChecksums({ name, text }: ChecksumFile): ReturnType<typeof parseSha256Sums> {
  const bare = /^\s*([0-9a-f]{64})\s*$/i.exec(text)?.[1];
  if (bare === undefined) return parseSha256Sums(text);
  const covered = basename(name).replace(/\.sha256(sum)?$/i, '');
  return { checksums: [{ name: covered, sha256: bare.toLowerCase() }], malformed: [] };
}

function entriesFor(file: string, entries: readonly Checksum[]): readonly Checksum[] {
  const kept = assetName(file);
  const exact = entries.filter(({ name }) => assetName(name.replace(/^(\.\/)+/, '')) === kept);
  return exact.length > 0 ? exact : entries.filter(({ name }) => assetName(basename(name)) === kept);
}

function ambiguous(checksumFile: string, file: string, entries: readonly Checksum[]): string {
  const listed = entries.map(({ name }) => name).join(', ');
  return `${checksumFile} has several checksums that could be meant for ${file}: ${listed}; list it once, under its own name`;
}

function basename(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}
