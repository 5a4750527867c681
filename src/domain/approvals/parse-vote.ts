import type { ProvedVote, Vote } from './gate.ts';

/** A vote that is in order as far as its shape tells, or what is wrong with it. */
export type ParsedVote =
  { readonly ok: true; readonly proved: ProvedVote } | { readonly ok: false; readonly problem: string };

/** A clear-signed statement with signatures of several kilobytes is far shorter. */
const LONGEST_STATEMENT = 65_536;
const LONGEST_TEXT = 2000;

const WANTED = 'must be a statement that was signed in clear, as a text; `cascade approve --help` tells how';

/**
 * Reads what came with an update `approve` or `reject`, whoever wrote it: the API, our own command line, or a person in
 * Temporal's, where the text alone stands for the signed statement.
 */
export function parseProvedVote(input: unknown): ParsedVote {
  if (typeof input === 'string') return statement(input);
  if (!isFields(input)) return { ok: false, problem: WANTED };
  if (input['type'] === 'openpgp' && typeof input['statement'] === 'string') return statement(input['statement']);
  const vote = voteIn(input['vote']);
  const { type, name, at, mac } = input;
  if (type !== 'api' || vote === null || !isText(name) || !isMoment(at) || !isText(mac)) {
    return { ok: false, problem: WANTED };
  }
  return { ok: true, proved: { type, vote, name, at, mac } };
}

function statement(text: string): ParsedVote {
  return text.length > LONGEST_STATEMENT
    ? { ok: false, problem: `has ${text.length} characters; a signed statement has fewer than ${LONGEST_STATEMENT}` }
    : { ok: true, proved: { type: 'openpgp', statement: text } };
}

function voteIn(value: unknown): Vote | null {
  if (!isFields(value)) return null;
  const { gate, verdict, emergency, why, plan } = value;
  const isVerdict = verdict === 'approve' || verdict === 'reject';
  if (!isVerdict || typeof emergency !== 'boolean' || !isText(gate) || !isText(why) || !isText(plan)) return null;
  return { gate, verdict, emergency, why, plan };
}

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= LONGEST_TEXT;
}

/** As far as `Date` goes: beyond it there are no words for a moment. */
function isMoment(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= 8.64e15;
}
