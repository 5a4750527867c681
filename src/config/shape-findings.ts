import type { z } from 'zod';
import { didYouMean } from './nearest.ts';
import { type Finding, formatPath, type Path } from './problem.ts';
import { knownKeys, schemaAt } from './schema-walk.ts';

type Issue = z.core.$ZodIssue;

/** What a schema finds wrong with some data, in our words: one finding for each wrong key and each wrong value. */
export function shapeFindings(schema: z.ZodType, data: unknown): readonly Finding[] {
  const { error } = schema.safeParse(data);
  return (error?.issues ?? []).flatMap((issue) => describe(schema, data, issue, []));
}

function describe(schema: z.ZodType, data: unknown, issue: Issue, above: Path): readonly Finding[] {
  const path = [...above, ...issue.path.filter((segment) => typeof segment !== 'symbol')];
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(path.reduce<z.core.$ZodType | undefined>(schemaAt, schema));
    return issue.keys.map((key) => ({ path: [...path, key], message: unknownKey(key, known), key: true }));
  }
  if (issue.code === 'invalid_union') {
    const meant = issue.errors.find((issues) => !issues.some(isAboutTheWhole));
    if (meant !== undefined) return meant.flatMap((inner) => describe(schema, data, inner, path));
  }
  return [{ path, message: `${subject(path)} ${sentence(issue, path.reduce<unknown>(valueAt, data))}` }];
}

function unknownKey(key: string, known: readonly string[]): string {
  return `unknown key "${key}"${didYouMean(key, known) || `; known here: ${known.join(', ')}`}`;
}

/** Whether an option of a union was not meant at all, rather than written wrongly. */
function isAboutTheWhole({ path, code }: Issue): boolean {
  return path.length === 0 && (code === 'invalid_type' || code === 'invalid_value');
}

function sentence(issue: Issue, value: unknown): string {
  switch (issue.code) {
    case 'invalid_type':
      if (value === undefined) return 'is missing';
      return `must be ${expectation(issue)}, but is ${shown(value)}${quotesHint(issue, value)}`;
    case 'invalid_value':
      return `must be ${expectation(issue)}, but is ${shown(value)}${suggestion(issue, value)}`;
    case 'invalid_union':
      return `must be ${issue.errors.flat().map(expectation).join(' or ')}, but is ${shown(value)}`;
    case 'invalid_format':
      return `${issue.message}, but is ${shown(value)}`;
    case 'too_small':
      return typeof value === 'number' ? `must be at least ${issue.minimum}` : 'must not be empty';
    case 'too_big':
      return `must be at most ${issue.maximum}${typeof value === 'string' ? ' characters long' : ''}`;
    case 'unrecognized_keys':
    case 'not_multiple_of':
    case 'invalid_key':
    case 'invalid_element':
    case 'custom':
      return issue.message;
  }
}

const EXPECTED: ReadonlyMap<string, string> = new Map([
  ['string', 'text'],
  ['number', 'a whole number'],
  ['int', 'a whole number'],
  ['boolean', 'true or false'],
  ['array', 'a list'],
  ['object', 'a map'],
  ['record', 'a map'],
]);

function expectation(issue: Issue): string {
  if (issue.code === 'invalid_type') return EXPECTED.get(issue.expected) ?? issue.expected;
  if (issue.code !== 'invalid_value') return issue.message;
  return issue.values.length === 1 ? String(issue.values[0]) : `one of ${issue.values.join(', ')}`;
}

function suggestion(issue: z.core.$ZodIssueInvalidValue, value: unknown): string {
  return typeof value === 'string' ? didYouMean(value, issue.values.map(String)) : '';
}

function quotesHint(issue: z.core.$ZodIssueInvalidType, value: unknown): string {
  const scalar = typeof value === 'number' || typeof value === 'boolean';
  return issue.expected === 'string' && scalar ? '; put it in quotes' : '';
}

/** The last name of a path with the list positions after it, in quotes: `"needs[0]"`. */
function subject(path: Path): string {
  const from = path.findLastIndex((segment) => typeof segment === 'string');
  return path.length === 0 ? 'the file' : `"${formatPath(path.slice(from))}"`;
}

function valueAt(data: unknown, segment: string | number): unknown {
  return Object.entries(data ?? {}).find(([key]) => key === String(segment))?.[1];
}

/** A value in a sentence: itself where it is short, else what it is. */
function shown(value: unknown): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  return typeof value === 'string' && value.length > 60 ? 'longer text' : JSON.stringify(value);
}
