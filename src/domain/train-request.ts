import type { ActionsRunRef } from './actions-run.ts';
import type { ParameterChoice } from './expected-artifacts.ts';
import { isCommit, isVersion } from './ids.ts';
import {
  type Actor,
  type Change,
  type ReleaseRequest,
  SOMEBODY_IN_TEMPORAL,
  type TrainRequest,
  type Trigger,
} from './trigger.ts';

/** A request in order, or all that is wrong with it. */
export type CheckedRequest =
  { readonly ok: true; readonly request: TrainRequest } | { readonly ok: false; readonly problems: readonly string[] };

/** What a release is started with. By hand, `chain` and `version` are enough. */
export interface ReleaseInput extends SharedInput, PublishingInput {
  readonly version: string;
}

/** What a nightly is started with. By hand, `chain` is enough. */
export interface NightlyInput extends SharedInput, PublishingInput {
  readonly force?: boolean;
}

/** What a cascade is started with. By hand, `{"chain":"a","changed":["b"]}` is enough: the head of b's branch. */
export interface CascadeInput extends SharedInput {
  readonly changed: readonly (string | ChangeInput)[];
  readonly line?: string;
  readonly only?: boolean;
}

interface ChangeInput {
  readonly repository: string;
  readonly commit?: string;
  readonly run?: ActionsRunRef;
}

interface SharedInput {
  readonly chain: string;
  readonly parameters?: Readonly<Record<string, string | readonly string[]>>;
  readonly trigger?: Trigger;
}

interface PublishingInput {
  /** Branch, tag or commit by alias. */
  readonly refs?: Readonly<Record<string, string>>;
  readonly dryRun?: boolean;
}

type Fields = Readonly<Record<string, unknown>>;

const SHARED_FIELDS = ['chain', 'parameters', 'trigger'];
const PUBLISHING_FIELDS = ['refs', 'dryRun'];
const RELEASE_FIELDS = ['version', ...SHARED_FIELDS, ...PUBLISHING_FIELDS];
const NIGHTLY_FIELDS = [...SHARED_FIELDS, ...PUBLISHING_FIELDS, 'force'];
const CHANGE_FIELDS = ['repository', 'commit', 'run'];
const CASCADE_FIELDS = ['changed', 'line', 'only', ...SHARED_FIELDS];

/** Reads what a release was started with, whoever wrote it. Whether the chain knows the names is checked by `checkRequest`. */
export function parseReleaseInput(input: unknown): CheckedRequest {
  if (!isFields(input)) return notAnObject(RELEASE_FIELDS);
  const problems = unknownFields(input, RELEASE_FIELDS);
  const version = textOf(input, 'version', problems);
  if (version !== '' && !isVersion(version)) {
    problems.push(`version: "${version}" is no version; write it as v1.4.0 or 1.4.0-rc.1`);
  }
  const publishing = publishingFields(input, problems);
  return result(problems, { kind: 'release', version, ...publishing, ...sharedFields(input, problems) });
}

/** Reads what a nightly was started with, whoever wrote it. */
export function parseNightlyInput(input: unknown): CheckedRequest {
  if (!isFields(input)) return notAnObject(NIGHTLY_FIELDS);
  const problems = unknownFields(input, NIGHTLY_FIELDS);
  const force = flagOf(input, 'force', problems);
  const publishing = publishingFields(input, problems);
  return result(problems, { kind: 'nightly', force, ...publishing, ...sharedFields(input, problems) });
}

/** Reads what a cascade was started with, whoever wrote it. */
export function parseCascadeInput(input: unknown): CheckedRequest {
  if (!isFields(input)) return notAnObject(CASCADE_FIELDS);
  const problems = unknownFields(input, CASCADE_FIELDS);
  const changed = changesOf(input['changed'], problems);
  const line = input['line'] === undefined ? null : textOf(input, 'line', problems);
  const only = flagOf(input, 'only', problems);
  return result(problems, { kind: 'cascade', changed, line, only, ...sharedFields(input, problems) });
}

function result(problems: readonly string[], request: TrainRequest): CheckedRequest {
  return problems.length === 0 ? { ok: true, request } : { ok: false, problems };
}

function sharedFields(fields: Fields, problems: string[]): Pick<TrainRequest, 'chain' | 'parameters' | 'trigger'> {
  return {
    chain: textOf(fields, 'chain', problems),
    parameters: parametersOf(fields['parameters'], problems),
    trigger: triggerOf(fields['trigger'], problems),
  };
}

function publishingFields(fields: Fields, problems: string[]): Pick<ReleaseRequest, 'refs' | 'dryRun'> {
  return { refs: refsOf(fields['refs'], problems), dryRun: flagOf(fields, 'dryRun', problems) };
}

function refsOf(value: unknown, problems: string[]): Readonly<Record<string, string>> {
  if (value === undefined) return {};
  if (isFields(value)) {
    const entries = Object.entries(value);
    const texts = entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '');
    if (texts.length === entries.length) return Object.fromEntries(texts);
  }
  problems.push('refs: must be an object such as {"engine": "v1.2.0"}: a branch, tag or commit for each alias');
  return {};
}

function flagOf(fields: Fields, key: string, problems: string[]): boolean {
  const value = fields[key] ?? false;
  if (typeof value === 'boolean') return value;
  problems.push(`${key}: must be true or false`);
  return false;
}

function notAnObject(known: readonly string[]): CheckedRequest {
  return { ok: false, problems: [`the input must be an object with ${known.join(', ')}`] };
}

function unknownFields(fields: Fields, known: readonly string[]): string[] {
  const unknown = Object.keys(fields).filter((key) => !known.includes(key));
  return unknown.map((key) => `${key}: unknown; known are ${known.join(', ')}`);
}

function textOf(fields: Fields, key: string, problems: string[]): string {
  const value = fields[key];
  if (typeof value === 'string' && value !== '') return value;
  problems.push(`${key}: missing, or not a text`);
  return '';
}

function changesOf(value: unknown, problems: string[]): readonly Change[] {
  if (!Array.isArray(value) || value.length === 0) {
    problems.push('changed: name at least one repository, as ["alias"]');
    return [];
  }
  return value.flatMap((item: unknown, index): readonly Change[] => {
    if (typeof item === 'string') return [{ repository: item, commit: null, run: null }];
    if (isFields(item) && typeof item['repository'] === 'string') {
      const unknown = Object.keys(item).filter((key) => !CHANGE_FIELDS.includes(key));
      problems.push(
        ...unknown.map((key) => `changed[${index}].${key}: unknown; known are ${CHANGE_FIELDS.join(', ')}`),
      );
      const commit = item['commit'] ?? null;
      if (commit === null || (typeof commit === 'string' && isCommit(commit))) {
        return [{ repository: item['repository'], commit, run: runOf(item['run'], `changed[${index}].run`, problems) }];
      }
      problems.push(`changed[${index}].commit: must be a full commit hash of 40 hexadecimal digits in lower case`);
      return [];
    }
    problems.push(`changed[${index}]: must be an alias or {"repository": ALIAS, "commit": HASH}`);
    return [];
  });
}

function runOf(value: unknown, place: string, problems: string[]): ActionsRunRef | null {
  if (value === undefined || value === null) return null;
  if (isFields(value)) {
    const { owner, name, id, attempt, url } = value;
    const isRun = typeof id === 'number' && typeof attempt === 'number';
    if (isRun && typeof owner === 'string' && typeof name === 'string' && typeof url === 'string') {
      return { owner, name, id, attempt, url };
    }
  }
  problems.push(`${place}: leave it out; Cascade itself fills it in`);
  return null;
}

function parametersOf(value: unknown, problems: string[]): ParameterChoice {
  if (value === undefined) return {};
  if (!isFields(value)) {
    problems.push('parameters: must be an object such as {"platform": "linux-x86_64"}');
    return {};
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, chosen]): [string, readonly string[]] => {
      if (typeof chosen === 'string') return [name, [chosen]];
      if (Array.isArray(chosen) && chosen.every((item) => typeof item === 'string')) return [name, chosen];
      problems.push(`parameters.${name}: must be a text or a list of texts`);
      return [name, []];
    }),
  );
}

function triggerOf(value: unknown, problems: string[]): Trigger {
  if (value === undefined) return { type: 'manual', by: SOMEBODY_IN_TEMPORAL };
  if (isTrigger(value)) return value;
  problems.push('trigger: leave it out; Cascade itself fills it in');
  return { type: 'manual', by: SOMEBODY_IN_TEMPORAL };
}

function isTrigger(value: unknown): value is Trigger {
  if (!isFields(value)) return false;
  const has = (...keys: readonly string[]) => keys.every((key) => typeof value[key] === 'string');
  switch (value['type']) {
    case 'release':
      return has('repository', 'tag', 'delivery') && isActor(value['by']);
    case 'push':
      return has('repository', 'branch', 'commit', 'delivery') && isActor(value['by']);
    case 'dispatch':
      return has('repository', 'eventType', 'delivery') && isActor(value['by']);
    case 'schedule':
      return has('schedule');
    case 'manual':
      return isActor(value['by']);
    default:
      return false;
  }
}

function isActor(value: unknown): value is Actor {
  if (!isFields(value)) return false;
  if (value['type'] === 'person') return typeof value['name'] === 'string';
  if (value['type'] === 'github') return typeof value['login'] === 'string';
  return value['type'] === 'cascade';
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
