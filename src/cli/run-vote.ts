import { readFile } from 'node:fs/promises';
import { requireEnvironment } from '../app/settings.ts';
import { UserError } from '../app/user-error.ts';
import type { Ballot } from '../domain/approvals/ballot.ts';
import type { Vote } from '../domain/approvals/gate.ts';
import { gateMeant, statementText } from '../domain/approvals/statement.ts';
import { requireTrain } from './follow-train.ts';
import { printJson, printLines } from './output.ts';
import { messageOf } from './run-command.ts';
import { type Trains, withTrains } from './trains.ts';

/** What can be said with every vote. */
export interface VoteOptions {
  readonly why?: string;
  readonly plan?: string;
  readonly statement?: boolean;
  readonly signed?: string;
  readonly json?: boolean;
}

type Said = Pick<Vote, 'gate' | 'verdict' | 'emergency'>;

/** Hands in what the person says to a gate, or writes the statement for it. Throws a UserError where it doesn't count. */
export async function runVote(train: string, said: Said, options: VoteOptions): Promise<void> {
  const { signed, statement = false, json = false } = options;
  const { gate, verdict } = said;
  await withTrains(requireEnvironment(process.env), async (trains) => {
    if (statement) {
      const vote = await voteOf(trains, train, said, options);
      process.stdout.write(statementText({ train, vote, at: Date.now() }));
      return;
    }
    const ballot: Ballot =
      signed === undefined
        ? { type: 'named', vote: await voteOf(trains, train, said, options) }
        : { type: 'signed', verdict, statement: await statementIn(signed, gate) };
    const message = messageOf(train, verdict, await trains.vote(train, ballot));
    if (json) printJson({ train, gate, verdict, message });
    else printLines([`${train}, gate ${gate}: ${message}`]);
  });
}

async function voteOf(trains: Trains, train: string, said: Said, { why = '', plan }: VoteOptions): Promise<Vote> {
  return { ...said, why, plan: plan ?? (await planOf(trains, train, said.gate)) };
}

async function planOf(trains: Trains, train: string, gate: string): Promise<string> {
  const { view } = await requireTrain(trains, train);
  const plan = view?.plan ?? null;
  if (view === null || plan === null) {
    throw new UserError(`${train} has no plan yet, so nothing waits at a gate: \`cascade status ${train}\` shows it.`);
  }
  if (view.gates.some(({ name }) => name === gate)) return plan;
  const known = view.gates.map(({ name }) => name).join(', ');
  throw new UserError(`${train} has no gate "${gate}"; it has ${known || 'none'}.`);
}

async function statementIn(file: string, gate: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new UserError(`The statement can't be read: ${error instanceof Error ? error.message : String(error)}`);
  });
  const meant = gateMeant(text);
  if (meant === gate) return text;
  throw new UserError(
    `${file} is ${meant === null ? 'no signed statement' : `about the gate ${meant}`}, not about ${gate}.`,
  );
}
