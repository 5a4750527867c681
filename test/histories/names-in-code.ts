import { glob, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import * as messages from '../../src/workflows/messages.ts';

const WORKFLOWS = fileURLToPath(new URL('../../src/workflows/', import.meta.url));

/** The names of all patches that workflows ask for. */
export async function patchNames(): Promise<readonly string[]> {
  const names = new Set<string>();
  for await (const file of glob(`${WORKFLOWS}**/*.ts`)) {
    const calls = (await readFile(file, 'utf8')).matchAll(/\bpatched\(([^)]*)\)/g);
    for (const [, argument = ''] of calls) names.add(argument.replaceAll("'", ''));
  }
  return [...names].sort();
}

/** The names of all messages of that type that workflows take. */
export function messageNames(type: 'signal' | 'update'): readonly string[] {
  const defined: readonly object[] = Object.values(messages);
  return defined
    .flatMap((one): readonly object[] => (isMessage(one) ? [one] : Object.values<object>({ ...one })))
    .filter(isMessage)
    .filter((message) => message.type === type)
    .map(({ name }) => name)
    .sort();
}

interface Message {
  readonly type: string;
  readonly name: string;
}

/** Some definitions stand alone, others in a record of their kind. */
function isMessage(value: object): value is Message {
  return 'type' in value && 'name' in value;
}
