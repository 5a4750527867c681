import { readFile, stat } from 'node:fs/promises';

/** The bytes that a log has by now; none if it does not exist. Servers write one after another to the same log. */
export async function logLength(logFile: string): Promise<number> {
  return (await stat(logFile).catch(() => null))?.size ?? 0;
}

/** What was written to a log since it had that length. */
export async function logSince(logFile: string, length: number): Promise<string> {
  const bytes = await readFile(logFile).catch(() => Buffer.alloc(0));
  return bytes.subarray(length).toString();
}
