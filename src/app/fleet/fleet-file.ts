import { loadFleet } from '../../config/fleet/load.ts';
import type { Fleet } from '../../domain/fleet/fleet.ts';
import { UserError } from '../user-error.ts';
import { fleetFiles, refuse } from './fleet-files.ts';

/** The `cascade.yml` that a command about one fleet reads: the one that is named, or the only one that is configured. */
export async function fleetFile(named: string | undefined, configured: readonly string[]): Promise<string> {
  const [file = '', ...others] = await fleetFiles(named, configured);
  if (others.length > 0) throw new UserError(`Which file? Name one by --file: ${[file, ...others].join(', ')}.`);
  return file;
}

/** The fleet of that file, or an error that lists every problem in it. */
export async function requireFleet(file: string): Promise<Fleet> {
  const loaded = await loadFleet(file);
  return loaded.ok ? loaded.fleet : refuse(loaded.problems);
}
