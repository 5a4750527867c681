import { type Checksum, compareBytes } from '../checksums.ts';
import type { CheckDone } from './publication.ts';

/** The files of an artifact. */
export interface BuiltSet {
  /** Name of the artifact. */
  readonly artifact: string;
  readonly files: readonly Checksum[];
}

/** What a second build of the same commit shows: which files came out the same, and in words which did not. */
export interface RebuildFindings {
  readonly done: readonly CheckDone[];
  readonly problems: readonly string[];
}

/** Compares what a build made with what it made the second time, file by file. */
export function compareRebuilt(built: BuiltSet, rebuilt: BuiltSet): RebuildFindings {
  const [first, second] = [byName(built), byName(rebuilt)];
  const names = [...new Set([...first.keys(), ...second.keys()])].sort(compareBytes);
  const done: CheckDone[] = [];
  const problems: string[] = [];
  for (const name of names) {
    const [one, other] = [first.get(name), second.get(name)];
    if (one === other) done.push({ file: name, check: 'rebuilt', with: rebuilt.artifact });
    else if (other === undefined) problems.push(`${name} is in ${built.artifact}, but not in ${rebuilt.artifact}`);
    else if (one === undefined) problems.push(`${name} is in ${rebuilt.artifact}, but not in ${built.artifact}`);
    else problems.push(`${name} has SHA-256 ${one} in ${built.artifact}, but ${other} in ${rebuilt.artifact}`);
  }
  return { done, problems };
}

function byName({ files }: BuiltSet): ReadonlyMap<string, string> {
  return new Map(files.map(({ name, sha256 }) => [name, sha256]));
}
