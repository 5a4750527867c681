import { isAlias, isChainName, isCommit } from '../ids.ts';
import type { Lock, LockedRepository } from './lock.ts';

/** A lock in order, or all that is wrong with it. */
export type ParsedLock =
  { readonly ok: true; readonly lock: Lock } | { readonly ok: false; readonly problems: readonly string[] };

/** What a lock's digest is taken over: the same text for the same commits, whatever the order, and wherever they were found. */
export function lockSubject(lock: Lock): string {
  return JSON.stringify([
    lock.chain,
    sorted(lock).map(([alias, { repository, commit }]) => [alias, repository, commit]),
  ]);
}

/** A lock as the text of a file; `parseLock` reads it again. */
export function lockText(lock: Lock): string {
  return `${JSON.stringify({ chain: lock.chain, repositories: Object.fromEntries(sorted(lock)) }, null, 2)}\n`;
}

/** Reads a lock, whoever wrote it. */
export function parseLock(value: unknown): ParsedLock {
  if (!isFields(value)) return { ok: false, problems: ['a lock must be an object with chain, repositories'] };
  const problems = unknownFields(value, ['chain', 'repositories'], '');
  const chain = read(value, 'chain', '', problems);
  const repositories = repositoriesOf(value['repositories'], problems);
  return problems.length === 0 ? { ok: true, lock: { chain, repositories } } : { ok: false, problems };
}

type Fields = Readonly<Record<string, unknown>>;

/** What each text of a lock must be, in words and as a check. */
const TEXTS = {
  chain: { what: 'the name of a chain', holds: isChainName },
  repository: { what: 'owner/name, as GitHub writes it', holds: (text: string) => FULL_NAME.test(text) },
  ref: { what: 'the branch or tag that the commit was found at', holds: (text: string) => text !== '' },
  commit: { what: 'a full commit hash of 40 hexadecimal digits in lower case', holds: isCommit },
};

const FULL_NAME = /^[A-Za-z0-9-]+\/[A-Za-z0-9._-]+$/;

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

function sorted({ repositories }: Lock): readonly (readonly [string, LockedRepository])[] {
  return Object.entries(repositories).sort(([a], [b]) => (a < b ? -1 : 1));
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
