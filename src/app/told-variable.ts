import { readSecret } from '../config/secret-variable.ts';
import { rememberSecret } from '../telemetry/mask.ts';

/**
 * What the environment of this process says in a variable that the configuration of a chain names, or the file that the
 * same name with `_FILE` names; `null` where neither says anything. It is masked in all that the process says from then on.
 */
export function toldVariable(name: string): string | null {
  const value = readSecret(name, process.env, []);
  if (value === null || value === '') return null;
  rememberSecret(value);
  return value;
}
