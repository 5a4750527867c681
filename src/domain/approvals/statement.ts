import type { Vote } from './gate.ts';

/** What a person signs to approve or reject. */
export interface Statement {
  readonly train: string;
  readonly vote: Vote;
  /** When it was written, milliseconds since the epoch. */
  readonly at: number;
}

type Said = Pick<Vote, 'verdict' | 'emergency'>;

const SENTENCES: readonly (readonly [sentence: string, said: Said])[] = [
  ['I approve that this train passes this gate.', { verdict: 'approve', emergency: false }],
  ['I approve, as an emergency, that this train passes this gate.', { verdict: 'approve', emergency: true }],
  ['I reject that this train passes this gate.', { verdict: 'reject', emergency: false }],
];

/** The text to sign: for people to read, and always the same for the same statement. */
export function statementText({ train, vote, at }: Statement): string {
  const { gate, plan, why } = vote;
  const [sentence = ''] = SENTENCES.find(([, said]) => isSame(said, vote)) ?? [];
  const reason = why.replaceAll(/\s+/g, ' ').trim();
  return [
    sentence,
    '',
    `Train: ${train}`,
    `Gate: ${gate}`,
    `Plan: ${plan}`,
    `Date: ${new Date(at).toISOString()}`,
    ...(reason === '' ? [] : [`Why: ${reason}`]),
    '',
  ].join('\n');
}

/** What a text states; `null` where it isn't exactly as `statementText` writes it, but for blank lines at its end. */
export function parseStatement(text: string): Statement | null {
  const [sentence = '', ...lines] = text.trimEnd().split('\n');
  const said = SENTENCES.find(([known]) => known === sentence)?.[1];
  const at = Date.parse(fieldIn(lines, 'Date'));
  if (said === undefined || Number.isNaN(at)) return null;
  const [gate, plan, why] = [fieldIn(lines, 'Gate'), fieldIn(lines, 'Plan'), fieldIn(lines, 'Why')];
  const statement = { train: fieldIn(lines, 'Train'), vote: { ...said, gate, plan, why }, at };
  return statementText(statement) === `${text.trimEnd()}\n` ? statement : null;
}

/**
 * The gate that a signed statement seems to be for, `null` where it names none. Nothing is proved by it: it says whose keys
 * the signature is to be checked with.
 */
export function gateMeant(signed: string): string | null {
  return /^Gate: (\S+)\s*$/m.exec(signed)?.[1] ?? null;
}

function fieldIn(lines: readonly string[], name: string): string {
  const prefix = `${name}: `;
  return lines.find((line) => line.startsWith(prefix))?.slice(prefix.length) ?? '';
}

function isSame(one: Said, other: Said): boolean {
  // A rejection is never an emergency.
  return one.verdict === other.verdict && (one.verdict === 'reject' || one.emergency === other.emergency);
}
