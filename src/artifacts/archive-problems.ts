/** What one archive may hold. */
export interface ArchiveLimits {
  readonly files: number;
  /** Of all files, unpacked. */
  readonly bytes: number;
  /** Unpacked bytes a packed byte; more is taken for a bomb. */
  readonly ratio: number;
}

/** An entry as the archive's directory lists it. */
export interface ListedEntry {
  readonly name: string;
  /** Bytes, unpacked. */
  readonly size: number;
  /** Zero where the archive was not made on Unix. */
  readonly unixMode: number;
  readonly encrypted: boolean;
  /** Whether its compression is one that we can undo. */
  readonly readable: boolean;
}

/** So little is harmless however well it was packed. */
const NO_BOMB = 16 * 1024 ** 2;

/** Everything that speaks against unpacking these entries; empty where nothing does. */
export function archiveProblems(
  entries: readonly ListedEntry[],
  archiveSize: number,
  { bytes, ratio }: ArchiveLimits,
): readonly string[] {
  const problems = entries.flatMap((entry) => entryProblems(entry).map((problem) => `${shown(entry.name)} ${problem}`));
  problems.push(...repetitions(entries.map(({ name }) => name)));
  const total = entries.reduce((sum, { size }) => sum + size, 0);
  if (total > bytes) problems.push(`it unpacks to ${total} bytes, more than the ${bytes} allowed`);
  if (total > NO_BOMB && total > archiveSize * ratio) {
    problems.push(`it unpacks to ${Math.round(total / archiveSize)} times its size, more than the ${ratio} allowed`);
  }
  return problems;
}

/** Everything that speaks against files of these paths in one archive; empty where nothing does. */
export function pathProblems(paths: readonly string[]): readonly string[] {
  return [
    ...paths.flatMap((path) => nameProblems(path).map((problem) => `${shown(path)} ${problem}`)),
    ...repetitions(paths),
  ];
}

function entryProblems({ name, unixMode, encrypted, readable }: ListedEntry): readonly string[] {
  return [
    ...nameProblems(name),
    ...(isOrdinary(unixMode) ? [] : ['is a link or a device, not a file']),
    ...(encrypted ? ['is encrypted'] : []),
    ...(readable || encrypted ? [] : ['is packed in a way that cannot be read']),
  ];
}

const NAME_RULES: readonly (readonly [broken: RegExp, problem: string])[] = [
  [/^$/, 'has no name'],
  [/^\/|^[A-Za-z]:/, 'has an absolute path'],
  [/\\/, 'has a backslash in its name'],
  [/(?:^|\/)\.\.?(?:\/|$)/, 'has a path with "." or ".." in it'],
  [/.\/\//, 'has a path with an empty part'],
  [/\p{Cc}/u, 'has control characters in its name'],
];

function nameProblems(name: string): readonly string[] {
  return NAME_RULES.filter(([broken]) => broken.test(name)).map(([, problem]) => problem);
}

const FILE_TYPE = 0o170000;
const ORDINARY = [0, 0o100000, 0o040000];

/** A file, a folder, or nothing said. */
function isOrdinary(unixMode: number): boolean {
  return ORDINARY.includes(unixMode & FILE_TYPE);
}

function repetitions(names: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  const again = new Set<string>();
  for (const name of names) (seen.has(name) ? again : seen).add(name);
  return [...again].map((name) => `${shown(name)} is in it more than once`);
}

/** Quoted and escaped, so that a name cannot play with the terminal that shows it. */
function shown(name: string): string {
  return JSON.stringify(name);
}
