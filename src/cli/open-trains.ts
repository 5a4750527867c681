import { UserError } from '../app/user-error.ts';
import type { Environment } from '../config/environment.ts';
import { EngineError } from '../engine/engine-error.ts';
import { listTrains } from '../engine/trains/list-trains.ts';
import { withTemporal } from './temporal.ts';

/** More trains than are ever open at once; the list has the open ones first. */
const LIMIT = 1000;

/** The ids of all trains that are under way, of whatever chain; `null` where no Temporal server says so. */
export async function openTrains(environment: Environment): Promise<readonly string[] | null> {
  try {
    return await withTemporal(environment, async (temporal) => {
      const trains = await temporal.ask((client) => listTrains(client, { limit: LIMIT }));
      return trains.filter(({ execution }) => execution === 'running').map(({ train }) => train);
    });
  } catch (error) {
    if (error instanceof UserError || error instanceof EngineError) return null;
    throw error;
  }
}
