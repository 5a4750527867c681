import { parse, TomlError } from 'smol-toml';

import { isCommit } from '../domain/ids.ts';
import { parseRequirement } from '../domain/release/requires.ts';
import type { Requirement, VersionsEntry, VersionsFile } from '../domain/release/versions-file.ts';

/** The versions of a `versions.toml`, or all that is wrong with it. */
export type ParsedVersions =
  { readonly ok: true; readonly versions: VersionsFile } | { readonly ok: false; readonly problems: readonly string[] };

/**
 * Reads a `versions.toml`. Below `[versions]` a name has either a tag, or a table with `version`, `git_tag`, `git_commit`
 * and `requires`; an empty text says nothing. Other tables and keys are for others and left alone.
 */
export function parseVersionsToml(text: string): ParsedVersions {
  const problems: string[] = [];
  const versions = readDocument(text, problems)?.['versions'];
  if (problems.length > 0) return { ok: false, problems };
  if (!isTable(versions)) return { ok: false, problems: ['there is no table [versions]; name the repositories there'] };
  const entries = Object.entries(versions)
    .filter(([name, value]) => !isDevelopChannel(name, value))
    .map(([name, value]): [string, VersionsEntry] => [name, entryOf(value, `versions.${name}`, problems)]);
  return problems.length === 0
    ? { ok: true, versions: { entries: Object.fromEntries(entries) } }
    : { ok: false, problems };
}

type Table = Readonly<Record<string, unknown>>;

const NOTHING: VersionsEntry = { version: null, tag: null, commit: null, requires: [] };

function readDocument(text: string, problems: string[]): Table | null {
  try {
    return parse(text, { unsafeKeyBehaviour: 'throw' });
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const [message = ''] = error.message.split('\n');
    problems.push(`line ${error.line}, column ${error.column}: ${message}`);
    return null;
  }
}

/** `[versions.develop]` tells of a channel and not of a repository, unless it says at which tag that is. */
function isDevelopChannel(name: string, value: unknown): boolean {
  return name === 'develop' && isTable(value) && !('git_tag' in value);
}

function entryOf(value: unknown, path: string, problems: string[]): VersionsEntry {
  if (typeof value === 'string' && value !== '') return { ...NOTHING, tag: value };
  if (!isTable(value)) {
    problems.push(`${path}: must be a tag, or a table with version, git_tag, git_commit, requires`);
    return NOTHING;
  }
  const entry = {
    version: textOf(value, 'version', path, problems),
    tag: textOf(value, 'git_tag', path, problems),
    commit: commitOf(value, path, problems),
    requires: requirementsOf(value['requires'], `${path}.requires`, problems),
  };
  const saysNothing = ['version', 'git_tag', 'git_commit'].every((key) => (value[key] ?? '') === '');
  if (saysNothing) problems.push(`${path}: says neither version nor git_tag nor git_commit`);
  return entry;
}

function textOf(table: Table, key: string, path: string, problems: string[]): string | null {
  const value = table[key] ?? '';
  if (typeof value === 'string') return value === '' ? null : value;
  problems.push(`${path}.${key}: must be a text, in quotes`);
  return null;
}

function commitOf(table: Table, path: string, problems: string[]): string | null {
  const commit = textOf(table, 'git_commit', path, problems);
  if (commit === null || isCommit(commit)) return commit;
  problems.push(`${path}.git_commit: must be a full commit hash of 40 hexadecimal digits in lower case, or empty`);
  return null;
}

function requirementsOf(value: unknown, path: string, problems: string[]): readonly Requirement[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) {
    problems.push(`${path}: must be a list such as ["engine=1.2.0"]`);
    return [];
  }
  return value.flatMap((item: unknown, index) => {
    const requirement = typeof item === 'string' ? parseRequirement(item) : null;
    if (requirement !== null) return [requirement];
    problems.push(`${path}[${index}]: write it as "engine=1.2.0", or with >=, ^ or ~ and a full version`);
    return [];
  });
}

function isTable(value: unknown): value is Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}
