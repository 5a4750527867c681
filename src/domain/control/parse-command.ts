import type { Actor } from '../trigger.ts';
import { SOMEBODY_IN_TEMPORAL } from '../trigger.ts';
import type { TrainCommand } from './command.ts';

/** A command in order, or all that is wrong with it. */
export type ParsedCommand =
  { readonly ok: true; readonly command: TrainCommand } | { readonly ok: false; readonly problems: readonly string[] };

type Fields = Readonly<Record<string, unknown>>;

/** The fields of each command, beside `by` and `why`. */
const FIELDS: Readonly<Record<TrainCommand['type'], readonly string[]>> = {
  pause: [],
  resume: [],
  cancel: ['runs', 'draft'],
  retry: ['build', 'how'],
  skip: ['build', 'from'],
  'set-limits': ['builds'],
};

/**
 * Reads what came with a command, whoever wrote it: our own command line, or a person in Temporal's, where `"engine"` stands for
 * `{"build":"engine"}`, and nothing for no wishes.
 */
export function parseCommand(type: TrainCommand['type'], input: unknown): ParsedCommand {
  const fields = fieldsOf(type, input);
  if (fields === null) return { ok: false, problems: [`must be an object with ${known(type)}, each of them optional`] };
  const problems = Object.keys(fields)
    .filter((key) => !['by', 'why', ...FIELDS[type]].includes(key))
    .map((key) => `${key}: unknown; known are ${known(type)}`);
  const said = { by: actorOf(fields['by'], problems), why: optionalText(fields, 'why', problems) ?? '' };
  const command = commandOf(type, fields, said, problems);
  return problems.length === 0 ? { ok: true, command } : { ok: false, problems };
}

function commandOf(
  type: TrainCommand['type'],
  fields: Fields,
  said: { readonly by: Actor; readonly why: string },
  problems: string[],
): TrainCommand {
  switch (type) {
    case 'pause':
    case 'resume':
      return { type, ...said };
    case 'cancel': {
      const runs = oneOf(fields, 'runs', ['cancel', 'leave'] as const, problems) ?? 'cancel';
      return { type, ...said, runs, draft: oneOf(fields, 'draft', ['keep', 'remove'] as const, problems) ?? 'keep' };
    }
    case 'retry': {
      const how = oneOf(fields, 'how', ['new-attempt', 'rerun-failed-jobs'] as const, problems);
      return { type, ...said, build: optionalText(fields, 'build', problems), how };
    }
    case 'skip':
      return {
        type,
        ...said,
        build: neededText(fields, 'build', problems),
        from: neededText(fields, 'from', problems),
      };
    case 'set-limits':
      return { type, ...said, builds: count(fields, 'builds', problems) };
  }
}

function fieldsOf(type: TrainCommand['type'], input: unknown): Fields | null {
  if (input === undefined || input === null) return {};
  if (typeof input === 'string' && FIELDS[type].includes('build')) return { build: input };
  if (typeof input === 'number' && type === 'set-limits') return { builds: input };
  return isFields(input) ? input : null;
}

function known(type: TrainCommand['type']): string {
  return [...FIELDS[type], 'by', 'why'].join(', ');
}

/** Names a person in words; Cascade's own callers give an Actor. Neither proves anything. */
function actorOf(value: unknown, problems: string[]): Actor {
  if (value === undefined || value === null) return SOMEBODY_IN_TEMPORAL;
  const name = isFields(value) && value['type'] === 'person' ? value['name'] : value;
  if (typeof name === 'string' && name !== '' && name.length <= LONGEST_NAME) return { type: 'person', name };
  problems.push(`by: must be a name of at most ${LONGEST_NAME} characters`);
  return SOMEBODY_IN_TEMPORAL;
}

function optionalText(fields: Fields, key: string, problems: string[]): string | null {
  const value = fields[key];
  if (value === undefined || value === null) return null;
  if (typeof value === 'string' && value.length <= LONGEST) return value;
  problems.push(`${key}: must be a text of at most ${LONGEST} characters`);
  return null;
}

const LONGEST = 2000;
const LONGEST_NAME = 200;

function neededText(fields: Fields, key: string, problems: string[]): string {
  const text = optionalText(fields, key, problems);
  if (text === null || text === '') problems.push(`${key}: missing`);
  return text ?? '';
}

function oneOf<Word extends string>(
  fields: Fields,
  key: string,
  words: readonly Word[],
  problems: string[],
): Word | null {
  const value = fields[key];
  if (value === undefined || value === null) return null;
  const word = words.find((candidate) => candidate === value);
  if (word === undefined) problems.push(`${key}: must be one of ${words.join(', ')}`);
  return word ?? null;
}

function count(fields: Fields, key: string, problems: string[]): number {
  const value = fields[key];
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 1000) return value;
  problems.push(`${key}: must be a whole number from 1 to 1000`);
  return 1;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
