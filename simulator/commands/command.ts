import { textField } from '../routes/fields.ts';
import { Refusal } from '../server/answer.ts';
import type { Simulator } from '../simulator.ts';

type Body = Readonly<Record<string, unknown>>;

/** What is done for another process: gets what it sent, and answers what can be sent back as JSON. */
export type Command = (simulator: Simulator, body: Body, query: URLSearchParams) => unknown;

/** Commands by method and path. */
export type Commands = Readonly<Record<string, Command>>;

/** A text that a command can't do without; refuses where it is missing. */
export function required(body: Body, name: string): string {
  const value = textField(body, name);
  if (value === undefined) throw new Refusal(422, `"${name}" is missing.`);
  return value;
}

/** A number that a command can't do without; refuses where it is missing. */
export function requiredNumber(body: Body, name: string): number {
  const value = body[name];
  if (typeof value !== 'number') throw new Refusal(422, `"${name}" is missing, or no number.`);
  return value;
}

/** A text as a property of its name, no property where it is missing. */
export function optional<Name extends string>(body: Body, name: Name): Partial<Record<Name, string>> {
  const value = textField(body, name);
  return value === undefined ? {} : ({ [name]: value } as Record<Name, string>);
}
