import { randomUUID } from 'node:crypto';
import { requireEnvironment } from '../app/settings.ts';
import { UserError } from '../app/user-error.ts';
import type { TrainCommand } from '../domain/control/command.ts';
import { parseCommand } from '../domain/control/parse-command.ts';
import { assertNever } from '../domain/exhaustive.ts';
import type { Commanded, Given } from '../engine/trains/command-train.ts';
import { printJson, printLines } from './output.ts';
import { unknownTrain } from './follow-train.ts';
import { withTrains } from './trains.ts';

/** What every command of an operator can be given. */
export interface CommandOptions {
  readonly why?: string;
  readonly json?: boolean;
}

/**
 * Gives a train a command, and tells what it does. Throws a UserError where it is refused.
 * @param wishes what the command is to do; those that are left out are not sent
 */
export async function runCommand(
  train: string,
  type: TrainCommand['type'],
  wishes: Readonly<Record<string, string | number | undefined>>,
  { why, json = false }: CommandOptions,
): Promise<void> {
  const given = Object.entries({ ...wishes, why }).filter(([, value]) => value !== undefined);
  const input = Object.fromEntries(given);
  const parsed = parseCommand(type, input);
  if (!parsed.ok) throw refused(type, parsed.problems);
  await withTrains(requireEnvironment(process.env), async (trains) => {
    const commanded = await trains.command(train, { type, input, updateId: randomUUID() });
    const message = messageOf(train, type, commanded);
    if (json) printJson({ train, command: type, message });
    else printLines([`${train}: ${message}`]);
  });
}

/** What was done of that command. Throws a UserError that says why where nothing was. */
export function messageOf(train: string, type: Given['type'], commanded: Commanded): string {
  switch (commanded.type) {
    case 'done':
      return commanded.message;
    case 'refused':
      throw refused(type, commanded.problems);
    case 'over':
      throw new UserError(`${commanded.why}\n\`cascade status ${train}\` shows it.`);
    case 'unknown':
      throw unknownTrain(train);
    default:
      return assertNever(commanded);
  }
}

function refused(type: Given['type'], problems: readonly string[]): UserError {
  return new UserError(`${type} is refused:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
}
