import { readFile } from 'node:fs/promises';
import { UserError } from '../app/user-error.ts';
import type { Lock } from '../domain/release/lock.ts';
import { parseLock } from '../domain/release/locks.ts';

/** The lock in a file. Throws a UserError that lists all that is wrong with it. */
export async function readLock(path: string): Promise<Lock> {
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) throw new UserError(`--lock: ${path} can't be read. \`cascade lock > ${path}\` writes one.`);
  const parsed = parseLock(parseJson(text));
  if (parsed.ok) return parsed.lock;
  throw new UserError(
    `--lock: ${path} is not in order:\n${parsed.problems.map((problem) => `  ${problem}`).join('\n')}`,
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
