import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { loadFleet } from '../../config/fleet/load.ts';
import { formatProblem } from '../../config/problem.ts';
import type { Fleet } from '../../domain/fleet/fleet.ts';
import { UserError } from '../user-error.ts';

/** The `cascade.yml` that a command about the fleet reads: the one that is named, or the only one that is configured. */
export async function fleetFile(named: string | undefined, configured: readonly string[]): Promise<string> {
  const [location = '', ...others] = named === undefined ? configured : [named];
  if (others.length > 0) throw new UserError(`Which file? Name one by --file: ${configured.join(', ')}.`);
  const entry = await stat(location).catch(() => null);
  return entry?.isDirectory() === true ? join(location, 'cascade.yml') : location;
}

/** The fleet of that file, or an error that lists every problem in it. */
export async function requireFleet(file: string): Promise<Fleet> {
  const loaded = await loadFleet(file);
  if (loaded.ok) return loaded.fleet;
  const problems = loaded.problems.map((problem) => `  ${formatProblem(problem)}`);
  throw new UserError(`The configuration is not in order:\n${problems.join('\n')}`);
}
