import { isAlias, isChainName, isCommit } from '../ids.ts';
import type { TrainKind } from '../trigger.ts';
import type { Lock, LockedCommits, LockedRepository } from './lock.ts';

/** A lock in order, or all that is wrong with it. */
export type ParsedLock =
  { readonly ok: true; readonly lock: Lock } | { readonly ok: false; readonly problems: readonly string[] };

/** What the digest of locked commits is taken over: the same text for the same commits, whatever the order, and wherever they were found. */
export function lockSubject(lock: LockedCommits): string {
  return JSON.stringify([
    lock.chain,
    sorted(lock.repositories).map(([alias, { repository, commit }]) => [alias, repository, commit]),
  ]);
}

/** A lock as the text of a file; `parseLock` reads it again. */
export function lockText({ chain, released, parameters, repositories }: Lock): string {
  const written = {
    chain,
    ...released,
    ...(parameters === null ? {} : { parameters: Object.fromEntries(sorted(parameters)) }),
    repositories: Object.fromEntries(sorted(repositories)),
  };
  return `${JSON.stringify(written, null, 2)}\n`;
}

/** Reads a lock, whoever wrote it. Older ones have commits alone. */
export function parseLock(value: unknown): ParsedLock {
  if (!isFields(value)) return { ok: false, problems: ['a lock must be an object with chain, repositories'] };
  const problems = unknownFields(value, ['chain', 'kind', 'version', 'parameters', 'repositories'], '');
  const lock = {
    chain: read(value, 'chain', '', problems),
    released: releasedOf(value, problems),
    parameters: parametersOf(value['parameters'], problems),
    repositories: repositoriesOf(value['repositories'], problems),
  };
  return problems.length === 0 ? { ok: true, lock } : { ok: false, problems };
}

type Fields = Readonly<Record<string, unknown>>;

/** What each text of a lock must be, in words and as a check. */
const TEXTS = {
  chain: { what: 'the name of a chain', holds: isChainName },
  version: { what: 'the version or the name of a nightly that was released', holds: (text: string) => text !== '' },
  repository: { what: 'owner/name, as GitHub writes it', holds: (text: string) => FULL_NAME.test(text) },
  ref: { what: 'the branch or tag that the commit was found at', holds: (text: string) => text !== '' },
  commit: { what: 'a full commit hash of 40 hexadecimal digits in lower case', holds: isCommit },
};

const FULL_NAME = /^[A-Za-z0-9-]+\/[A-Za-z0-9._-]+$/;

const KINDS: readonly TrainKind[] = ['release', 'nightly', 'cascade'];

/** Of what is not released yet, neither kind nor version is there. */
function releasedOf(fields: Fields, problems: string[]): Lock['released'] {
  if (fields['kind'] === undefined && fields['version'] === undefined) return null;
  const kind = KINDS.find((known) => known === fields['kind']);
  if (kind === undefined) problems.push(`kind: must be one of ${KINDS.join(', ')}`);
  return { kind: kind ?? 'release', version: read(fields, 'version', '', problems) };
}

function parametersOf(value: unknown, problems: string[]): Lock['parameters'] {
  if (value === undefined) return null;
  if (!isFields(value)) {
    problems.push('parameters: must be an object such as {"platform": ["linux"]}');
    return null;
  }
  const parameters = Object.entries(value).map(([name, values]): [string, readonly string[]] => {
    if (Array.isArray(values) && values.every((chosen) => typeof chosen === 'string')) return [name, values];
    problems.push(`parameters.${name}: must be a list of texts`);
    return [name, []];
  });
  return Object.fromEntries(parameters);
}

function repositoriesOf(value: unknown, problems: string[]): Lock['repositories'] {
  if (!isFields(value) || Object.keys(value).length === 0) {
    problems.push('repositories: must be an object with at least one repository, by its alias');
    return {};
  }
  const repositories = Object.entries(value).map(([alias, entry]): [string, LockedRepository] => {
    if (!isAlias(alias)) problems.push(`repositories.${alias}: is no alias; take it from the chain`);
    return [alias, lockedOf(entry, `repositories.${alias}`, problems)];
  });
  return Object.fromEntries(repositories);
}

function lockedOf(value: unknown, path: string, problems: string[]): LockedRepository {
  if (!isFields(value)) {
    problems.push(`${path}: must be an object with repository, ref, commit`);
    return { repository: '', ref: '', commit: '' };
  }
  const within = `${path}.`;
  problems.push(...unknownFields(value, ['repository', 'ref', 'commit'], within));
  return {
    repository: read(value, 'repository', within, problems),
    ref: read(value, 'ref', within, problems),
    commit: read(value, 'commit', within, problems),
  };
}

function read(fields: Fields, key: keyof typeof TEXTS, within: string, problems: string[]): string {
  const value = fields[key];
  const { what, holds } = TEXTS[key];
  if (typeof value === 'string' && holds(value)) return value;
  problems.push(`${within}${key}: must be ${what}`);
  return '';
}

function unknownFields(fields: Fields, known: readonly string[], within: string): string[] {
  const unknown = Object.keys(fields).filter((key) => !known.includes(key));
  return unknown.map((key) => `${within}${key}: unknown; known are ${known.join(', ')}`);
}

function sorted<T>(fields: Readonly<Record<string, T>>): readonly (readonly [string, T])[] {
  return Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1));
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
