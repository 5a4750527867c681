import { readFileSync } from 'node:fs';

/** The variables of a process, as `process.env` has them. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** The secret in a variable, or in the file that the variable with `_FILE` at its end names; `null` where neither is set. */
export function readSecret(name: string, variables: Variables, problems: string[]): string | null {
  const value = variables[name];
  const file = variables[`${name}_FILE`];
  if (value !== undefined && file !== undefined)
    problems.push(`${name} and ${name}_FILE are both set; keep one of them`);
  if (value !== undefined || file === undefined) return value ?? null;
  try {
    const content = readFileSync(file, 'utf8').trim();
    if (content === '') problems.push(`${name}_FILE names ${file}, which is empty`);
    return content;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    problems.push(`${name}_FILE cannot be read: ${reason}; check the path and who may read it`);
    return null;
  }
}
