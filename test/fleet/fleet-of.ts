import { loadFleet } from '../../src/config/fleet/load.ts';
import { formatProblem } from '../../src/config/problem.ts';
import type { Fleet } from '../../src/domain/fleet/fleet.ts';

/** The fleet of a `cascade.yml`; throws where anything is wrong with it. */
export async function fleetOf(file: string): Promise<Fleet> {
  const loaded = await loadFleet(file);
  if (!loaded.ok) throw new Error(loaded.problems.map(formatProblem).join('\n'));
  return loaded.fleet;
}
